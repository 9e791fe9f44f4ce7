import type { RightsWindow } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, cx, Icon } from "@streamverse/ui";
import { lookOf } from "./looks.ts";
import { offerWords, placesWords, platformName, timesWords } from "./words.ts";

export interface WindowLine {
  readonly window: RightsWindow;
  readonly rowId: string;
}

/** The same as a table: every window a line, every fact a word. */
export function WindowTable({
  lines,
  label,
  onOpen,
}: {
  lines: readonly WindowLine[];
  label: string;
  onOpen: (window: RightsWindow, rowId: string) => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const columns = [
    t("studio.rights.monetisation"),
    t("studio.rights.when"),
    t("studio.rights.territories"),
    t("studio.rights.platforms"),
    t("studio.rights.licensor"),
  ];
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line bg-surface-1"
    >
      <table className="w-full min-w-160 border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            {columns.map((column) => (
              <th key={column} scope="col" className="px-3 py-2 text-start font-semibold">
                {column}
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">{t("studio.rights.edit")}</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line/60">
          {lines.map(({ window, rowId }) => (
            <tr key={`${rowId} ${window.id}`}>
              <td className="px-3 py-2">
                <span
                  className={cx(
                    "inline-block rounded-md px-2 py-0.5 text-xs font-semibold whitespace-nowrap",
                    lookOf(window),
                  )}
                >
                  {offerWords(window, i18n)}
                </span>
                {(window.overlaps?.length ?? 0) > 0 && (
                  <span className="mt-1 flex items-center gap-1 text-xs text-warning">
                    <Icon name="warning" className="size-3.5" />
                    {t("studio.rights.overlaps", { count: window.overlaps?.length ?? 0 })}
                  </span>
                )}
              </td>
              <td className="tabular px-3 py-2">{timesWords(window, i18n)}</td>
              <td className="px-3 py-2">{placesWords(window, i18n)}</td>
              <td className="px-3 py-2 text-ink-2">
                {window.platforms.includes("*")
                  ? t("studio.rights.platforms.all")
                  : i18n.list(window.platforms.map((each) => platformName(each, i18n)))}
              </td>
              <td className="px-3 py-2 text-ink-2">{window.licensor}</td>
              <td className="px-2 text-end">
                <Button
                  size="sm"
                  look="quiet"
                  icon="pencil"
                  aria-label={`${t("studio.rights.edit")}: ${offerWords(window, i18n)}, ${timesWords(window, i18n)}`}
                  onClick={() => onOpen(window, rowId)}
                >
                  {t("studio.rights.change")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
