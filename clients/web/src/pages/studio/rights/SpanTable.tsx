import type { PlannedTitle } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { lookOf } from "./looks.ts";
import { drawnOf } from "./timeline.ts";
import { offerWords, timesWords } from "./words.ts";

/** The calendar of many titles in words: a line per offer and blackout. */
export function SpanTable({ items, label }: { items: readonly PlannedTitle[]; label: string }) {
  const i18n = useI18n();
  const { t } = i18n;
  const columns = [
    t("studio.column.title"),
    t("studio.rights.monetisation"),
    t("studio.rights.when"),
    t("studio.rights.maxRung"),
  ];
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line bg-surface-1"
    >
      <table className="w-full min-w-120 border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            {columns.map((column) => (
              <th key={column} scope="col" className="px-3 py-2 text-start font-semibold">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line/60">
          {items.flatMap((item) => {
            const drawn = drawnOf(item.spans);
            const lines = drawn.length > 0 ? drawn : [null];
            return lines.map((window) => (
              <tr key={`${item.title_id} ${window?.id} ${window?.from_at}`}>
                <th scope="row" className="px-3 py-2 text-start font-semibold">
                  <Link
                    to="/studio/titles/$id/$tab"
                    params={{ id: item.title_id, tab: "rights" }}
                    className="hover:underline"
                  >
                    {item.name}
                  </Link>
                </th>
                <td className="px-3 py-2">
                  {window ? (
                    <span
                      className={cx(
                        "inline-block rounded-md px-2 py-0.5 text-xs font-semibold whitespace-nowrap",
                        lookOf(window),
                      )}
                    >
                      {offerWords(window, i18n)}
                    </span>
                  ) : (
                    <span className="text-ink-3">{t("studio.access.none")}</span>
                  )}
                </td>
                <td className="tabular px-3 py-2">{window && timesWords(window, i18n)}</td>
                <td className="tabular px-3 py-2 text-ink-2">
                  {window?.max_rung ? `${window.max_rung}p` : ""}
                </td>
              </tr>
            ));
          })}
        </tbody>
      </table>
    </section>
  );
}
