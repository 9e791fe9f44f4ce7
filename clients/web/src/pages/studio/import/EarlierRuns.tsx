import type { Run } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { importsQuery } from "./queries.ts";

/** What was imported lately, and what is still going on. */
export function EarlierRuns() {
  const { t } = useI18n();
  const { data } = useQuery(importsQuery);
  if (!data || data.length === 0) return null;
  return (
    <section className="mt-10">
      <h2 className="tight mb-2 text-lg font-bold">{t("import.earlier")}</h2>
      <ul>
        {data.map((run) => (
          <EarlierRun key={run.id} run={run} />
        ))}
      </ul>
    </section>
  );
}

function EarlierRun({ run }: { run: Run }) {
  const { t, ago } = useI18n();
  return (
    <li className="relative flex flex-wrap items-center gap-x-5 gap-y-0.5 border-b border-line/60 px-1 py-3 text-sm transition-colors duration-150 hover:bg-surface-1">
      <Link
        to="/studio/import/$run"
        params={{ run: run.id }}
        className="min-w-0 flex-1 basis-48 truncate font-semibold after:absolute after:inset-0"
      >
        {run.file_name}
      </Link>
      <span className={cx("w-28", run.state === "failed" ? "text-danger" : "text-ink-2")}>
        {run.is_dry_run ? `${t("import.dry")} · ` : ""}
        {t(`import.state.${run.state}`)}
      </span>
      <span className="tabular w-36 text-ink-2 sm:text-end">
        {t("import.run.progress", { done: run.done, total: run.total ?? run.done })}
      </span>
      <span className="w-32 text-ink-3 sm:text-end">{ago(run.created_at)}</span>
    </li>
  );
}
