import type { Run } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Dialog } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

/** What one may do once a run is over. */
export function RunActions({
  run,
  isBusy,
  onCarryOut,
  onUndo,
}: {
  run: Run;
  isBusy: boolean;
  onCarryOut: () => void;
  onUndo: () => void;
}) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const good = run.created + run.changed;
  const canGoOn = run.is_dry_run && run.state === "done" && good > 0;
  return (
    <div className="flex flex-wrap gap-3">
      {canGoOn && (
        <Button look="accent" isBusy={isBusy} onClick={onCarryOut}>
          {t("import.now", { count: good })}
        </Button>
      )}
      {!run.is_dry_run && run.state === "done" && (
        <Link to="/studio" className={buttonClass("accent")}>
          {t("import.toTitles")}
        </Link>
      )}
      {run.kind === "import" && (
        <Link to="/studio/import" className={buttonClass("plain")}>
          {t("import.again")}
        </Link>
      )}
      {run.is_undoable && (
        <Button look="quiet" icon="retry" isBusy={isBusy} onClick={() => setAsking(true)}>
          {t("import.undo")}
        </Button>
      )}
      {isAsking && (
        <Dialog
          title={t("import.undo")}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="quiet" onClick={() => setAsking(false)}>
                {t("app.cancel")}
              </Button>
              <Button
                look="danger"
                onClick={() => {
                  setAsking(false);
                  onUndo();
                }}
              >
                {t("import.undo")}
              </Button>
            </>
          }
        >
          {t("import.undo.ask")}
        </Dialog>
      )}
    </div>
  );
}
