import { type Key, useI18n } from "@streamverse/i18n";
import { cx, Icon, Progress, Skeleton } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { wordsFor } from "../../../../words.ts";
import { tabOf } from "../tabs.ts";
import { useReadiness } from "../useReadiness.ts";

/** What is there and what is missing; each line leads to where it is written. */
export function Checklist({ titleId }: { titleId: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { data, error } = useReadiness(titleId);
  if (error) return <p className="text-sm text-danger">{wordsFor(error, i18n)}</p>;
  if (!data) return <Skeleton className="h-40" />;
  const items = [...data.items].sort(
    (a, b) =>
      Number(a.is_done) - Number(b.is_done) || Number(b.is_required) - Number(a.is_required),
  );
  const nameOf = (field: string, label: string) => {
    const key = `studio.need.${field}` as Key;
    const words = t(key);
    return words === key ? label || field : words;
  };
  return (
    <>
      <Progress
        value={data.percent / 100}
        label={t("studio.column.completeness")}
        className="mb-4 h-2"
      />
      <ul className="grid gap-x-6 sm:grid-cols-2">
        {items.map(({ field, label, is_done: isDone, is_required: isRequired }) => (
          <li key={field}>
            <Link
              to="/studio/titles/$id/$tab"
              params={{ id: titleId, tab: tabOf(field) }}
              className="flex min-h-11 items-center gap-3 rounded-lg px-2 text-sm hover:bg-surface-2"
            >
              {isDone ? (
                <Icon name="check" className="size-5 text-success" />
              ) : (
                <Icon
                  name={isRequired ? "warning" : "plus"}
                  className={cx("size-5", isRequired ? "text-warning" : "text-ink-3")}
                />
              )}
              <span className={isDone ? "text-ink-3" : "font-semibold"}>
                {nameOf(field, label)}
                <span className="sr-only">
                  {t(isDone ? "studio.checklist.done" : "studio.checklist.missing")}
                </span>
                {!isDone && isRequired && (
                  <span className="block text-xs font-normal text-warning">
                    {t("studio.checklist.required")}
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
