import { useI18n } from "@streamverse/i18n";
import { buttonClass, cx, Icon } from "@streamverse/ui";
import { type DragEvent, useEffect, useId, useState } from "react";

const ACCEPT = ".csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,application/json";

/** Where a table comes in: dropped, or chosen. */
export function TableDrop({ busy, onFile }: { busy: string; onFile: (file: File) => void }) {
  const { t } = useI18n();
  const [depth, setDepth] = useState(0);
  const id = useId();
  const isOver = depth > 0;
  useEffect(() => {
    // A file dropped beside the zone must not replace the page.
    const ignore = (event: Event) => event.preventDefault();
    window.addEventListener("dragover", ignore);
    window.addEventListener("drop", ignore);
    return () => {
      window.removeEventListener("dragover", ignore);
      window.removeEventListener("drop", ignore);
    };
  }, []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDepth(0);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <label
      htmlFor={id}
      onDragEnter={() => setDepth((n) => n + 1)}
      onDragLeave={() => setDepth((n) => Math.max(0, n - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      className={cx(
        "flex min-h-64 cursor-pointer flex-col items-center justify-center gap-4 rounded-2xl border-2 border-dashed p-8 text-center",
        "transition-colors duration-150 ease-out has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent",
        isOver
          ? "border-accent bg-surface-2"
          : "border-line-strong bg-surface-1 hover:bg-surface-2",
      )}
    >
      <span className="flex size-16 items-center justify-center rounded-full bg-surface-3 text-accent-text">
        <Icon name="download" className={cx("size-8", busy && "animate-breathe")} />
      </span>
      <span role="status" className="tight text-lg font-bold break-all">
        {busy || t(isOver ? "import.dropNow" : "import.drop")}
      </span>
      <span className={buttonClass("accent")}>{t("import.choose")}</span>
      <span className="text-xs text-ink-3">{t("import.formats")}</span>
      <input
        id={id}
        type="file"
        accept={ACCEPT}
        disabled={busy !== ""}
        className="sr-only"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
