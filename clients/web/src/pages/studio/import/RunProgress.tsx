import type { Run } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Progress } from "@streamverse/ui";
import { Panel } from "../parts.tsx";

/** How far a run is, and how long it will take. */
export function RunProgress({
  run,
  isBusy,
  onCancel,
}: {
  run: Run;
  isBusy: boolean;
  onCancel: () => void;
}) {
  const { t, duration } = useI18n();
  const isUndoing = run.state === "undoing";
  const title = isUndoing
    ? t("import.run.undoing")
    : t(run.is_dry_run ? "import.run.checking" : "import.run.importing");
  const total = isUndoing ? run.created + run.changed : run.total;
  const done = isUndoing ? run.undone + run.conflicts : run.done;
  return (
    <Panel title={title}>
      <Progress value={total ? done / total : null} label={title} />
      <p role="status" className="tabular mt-3 text-sm text-ink-2">
        {total === null
          ? t("import.run.queued")
          : [
              t("import.run.progress", { done, total }),
              run.eta_seconds ? t("import.run.left", { time: duration(run.eta_seconds) }) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
      </p>
      <p className="mt-1 text-sm text-ink-3">{t("import.run.stay")}</p>
      {!isUndoing && (
        <Button className="mt-4" size="sm" isBusy={isBusy} onClick={onCancel}>
          {t("import.run.cancel")}
        </Button>
      )}
    </Panel>
  );
}
