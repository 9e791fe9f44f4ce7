import { useI18n } from "@streamverse/i18n";
import { Button, Checkbox, Dialog } from "@streamverse/ui";
import { useState } from "react";
import { CopyButton } from "./CopyButton.tsx";

/** Codes that are shown once: kept first, gone on from afterwards. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useI18n();
  const [isKept, setKept] = useState(false);
  const text = `${codes.join("\n")}\n`;
  return (
    <div className="grid gap-5">
      <ul className="tabular grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-xl bg-surface-2 p-5 font-semibold tracking-wider text-ink-1">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} />
        <Button look="quiet" size="sm" icon="download" onClick={() => save(text)}>
          {t("codes.save")}
        </Button>
      </div>
      <Checkbox
        label={t("codes.kept")}
        checked={isKept}
        onChange={(event) => setKept(event.target.checked)}
      />
      <Button look="accent" size="lg" disabled={!isKept} onClick={onDone}>
        {t("codes.done")}
      </Button>
    </div>
  );
}

function save(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "streamverse-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The same above a page of the account. */
export function RecoveryCodesDialog({
  codes,
  onClose,
}: {
  codes: readonly string[];
  onClose: () => void;
}) {
  const { t } = useI18n();
  return (
    <Dialog title={t("codes.title")} onClose={onClose}>
      <p className="mb-5 text-sm">{t("codes.lead")}</p>
      <RecoveryCodes codes={codes} onDone={onClose} />
    </Dialog>
  );
}
