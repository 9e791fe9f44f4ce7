import type { StudioCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, IconButton, Notice, Progress } from "@streamverse/ui";
import { lazy, Suspense, useState } from "react";
import { ScheduleDialog } from "../publish/ScheduleDialog.tsx";
import { useBulk } from "./useBulk.ts";

const BatchEditDialog = lazy(async () => ({
  default: (await import("../batch/BatchEditDialog.tsx")).BatchEditDialog,
}));

/** What one may do with the chosen titles, at the foot of the screen. */
export function BulkBar({
  chosen,
  isTrash,
  onDone,
}: {
  chosen: readonly StudioCard[];
  isTrash: boolean;
  onDone: () => void;
}) {
  const { t } = useI18n();
  const bulk = useBulk(onDone);
  const [asking, setAsking] = useState<"schedule" | "edit" | null>(null);
  return (
    <>
      {bulk.failures.length > 0 && (
        <Notice
          kind="danger"
          className="mb-4"
          actions={<IconButton icon="close" label={t("app.close")} onClick={bulk.forget} />}
        >
          <span className="block font-semibold">
            {t("studio.bulk.failed", { count: bulk.failures.length })}
          </span>
          <ul className="mt-1 list-disc ps-5 text-ink-1">
            {bulk.failures.slice(0, 8).map(({ title, words }) => (
              <li key={title.id}>
                {title.name}: {words}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {(chosen.length > 0 || bulk.progress) && (
        <section
          aria-label={t("studio.bulk")}
          className="sticky bottom-4 z-20 mx-auto mt-6 flex w-fit max-w-full animate-rise flex-wrap items-center gap-2 rounded-2xl border border-line bg-surface-2 p-2 ps-4 shadow-card"
        >
          <p role="status" className="me-2 text-sm font-semibold">
            {bulk.progress
              ? t("studio.bulk.progress", bulk.progress)
              : t("studio.chosen", { count: chosen.length })}
          </p>
          {bulk.progress && (
            <Progress
              value={bulk.progress.done / bulk.progress.total}
              label={t("studio.bulk")}
              className="w-32"
            />
          )}
          {!bulk.progress && isTrash && (
            <Button size="sm" icon="retry" onClick={() => void bulk.restore(chosen)}>
              {t("studio.restore")}
            </Button>
          )}
          {!bulk.progress && !isTrash && (
            <>
              <Button
                size="sm"
                look="accent"
                onClick={() => void bulk.move(chosen, { to: "published", comment: "" })}
              >
                {t("studio.bulk.publish")}
              </Button>
              <Button size="sm" icon="clock" onClick={() => setAsking("schedule")}>
                {t("studio.bulk.schedule")}
              </Button>
              <Button size="sm" icon="pencil" onClick={() => setAsking("edit")}>
                {t("studio.bulk.edit")}
              </Button>
              <Button
                size="sm"
                onClick={() => void bulk.move(chosen, { to: "archived", comment: "" })}
              >
                {t("studio.bulk.archive")}
              </Button>
              <Button size="sm" look="danger" icon="trash" onClick={() => bulk.remove(chosen)}>
                {t("studio.bulk.delete")}
              </Button>
            </>
          )}
          <IconButton icon="close" label={t("studio.select.none")} onClick={onDone} />
        </section>
      )}
      {asking === "schedule" && (
        <ScheduleDialog
          count={chosen.length}
          onClose={() => setAsking(null)}
          onSchedule={(wish) => {
            setAsking(null);
            void bulk.move(chosen, { to: "scheduled", comment: "", ...wish });
          }}
        />
      )}
      {asking === "edit" && (
        <Suspense fallback={null}>
          <BatchEditDialog
            ids={chosen.map(({ id }) => id)}
            onClose={() => setAsking(null)}
            onStarted={() => {
              setAsking(null);
              onDone();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
