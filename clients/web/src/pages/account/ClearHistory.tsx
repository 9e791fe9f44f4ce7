import { useI18n } from "@streamverse/i18n";
import { Button, Dialog } from "@streamverse/ui";
import { useState } from "react";

/** Asks first: it is a lot to lose by a slip of the finger. */
export function ClearHistory({ onClear }: { onClear: () => void }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button look="danger" icon="trash" onClick={() => setAsking(true)}>
        {t("history.clear")}
      </Button>
      {isAsking && (
        <Dialog
          title={t("history.clear.title")}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t("app.cancel")}</Button>
              <Button
                look="danger"
                onClick={() => {
                  setAsking(false);
                  onClear();
                }}
              >
                {t("history.clear")}
              </Button>
            </>
          }
        >
          {t("history.clear.body")}
        </Dialog>
      )}
    </>
  );
}
