import { bulk, type Run, type RunLine, type RunOutcome } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, cx, Icon, Skeleton } from "@streamverse/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Panel } from "../parts.tsx";
import { linesQuery } from "./queries.ts";

const INK: Partial<Record<RunOutcome, string>> = {
  created: "text-success",
  changed: "text-accent-text",
  failed: "text-danger",
  conflict: "text-warning",
};

/** What became of every row, one outcome at a time. */
export function Report({ run }: { run: Run }) {
  const { t } = useI18n();
  const counts: readonly (readonly [RunOutcome | "", number])[] = [
    ["", run.done],
    ["failed", run.failed],
    ["created", run.state === "undone" ? 0 : run.created],
    ["changed", run.state === "undone" ? 0 : run.changed],
    ["unchanged", run.unchanged],
    ["undone", run.undone],
    ["conflict", run.conflicts],
  ];
  const [outcome, setOutcome] = useState<RunOutcome | "">(run.failed > 0 ? "failed" : "");
  const { data, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    linesQuery(run, outcome),
  );
  const lines = data?.pages.flatMap((page) => page.items);
  return (
    <Panel
      title={t("import.report")}
      action={
        <a href={bulk.reportUrl(run.id)} download className={buttonClass("plain", "sm")}>
          <Icon name="download" className="size-4" />
          {t("import.report.download")}
        </a>
      }
    >
      <fieldset className="mb-4 flex flex-wrap gap-2">
        <legend className="sr-only">{t("import.report.outcome")}</legend>
        {counts
          .filter(([name, count]) => name === "" || count > 0)
          .map(([name, count]) => (
            <button
              key={name}
              type="button"
              aria-pressed={outcome === name}
              onClick={() => setOutcome(name)}
              className={cx(
                "inline-flex h-10 items-center gap-2 rounded-lg border px-3 text-sm font-semibold transition-colors duration-150",
                outcome === name
                  ? "border-accent bg-surface-2 text-ink-1"
                  : "border-line-strong text-ink-2 hover:border-ink-3",
              )}
            >
              {t(`import.outcome.${name || "all"}`)}
              <span className="tabular font-normal text-ink-3">{count}</span>
            </button>
          ))}
      </fieldset>
      {isPending && <Skeleton className="h-40" />}
      {lines?.length === 0 && <p className="py-4 text-sm text-ink-2">{t("import.report.none")}</p>}
      {lines && lines.length > 0 && <Lines lines={lines} />}
      {hasNextPage && (
        <Button
          className="mt-4"
          size="sm"
          isBusy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("import.report.more")}
        </Button>
      )}
    </Panel>
  );
}

function Lines({ lines }: { lines: readonly RunLine[] }) {
  const { t } = useI18n();
  const head = "px-2 py-2 text-start text-xs font-semibold text-ink-3";
  return (
    <table className="w-full border-collapse text-sm">
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line">
          <th scope="col" className={`${head} w-16`}>
            {t("import.report.line")}
          </th>
          <th scope="col" className={head}>
            {t("import.report.title")}
          </th>
          <th scope="col" className={`${head} w-36`}>
            {t("import.report.outcome")}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRow key={line.number} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function LineRow({ line }: { line: RunLine }) {
  const { t } = useI18n();
  return (
    <tr className="border-b border-line/60 align-top">
      <td className="tabular px-2 py-2.5 text-ink-3">{line.number}</td>
      <td className="min-w-0 px-2 py-2.5 break-words">
        {line.slug && line.title_id ? (
          <Link
            to="/studio/titles/$id/$tab"
            params={{ id: line.title_id, tab: "details" }}
            className="font-semibold hover:underline"
          >
            {line.name}
          </Link>
        ) : (
          <span className="font-semibold">{line.name || "–"}</span>
        )}
        {line.problems.length > 0 && (
          <ul className="mt-0.5 text-ink-2">
            {line.problems.map(({ column, message }) => (
              <li key={`${column} ${message}`}>
                {column && <span className="text-ink-3">{column}: </span>}
                {message}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className={cx("px-2 py-2.5 font-semibold", INK[line.outcome] ?? "text-ink-2")}>
        {t(`import.outcome.${line.outcome}`)}
      </td>
    </tr>
  );
}
