import { useI18n } from "@streamverse/i18n";
import { cx, IconButton } from "@streamverse/ui";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Toggle } from "../parts.tsx";
import { lookOf } from "./looks.ts";
import { barsOf, type Drawn, lanesOf, type Range, type Span, ticksOf } from "./timeline.ts";
import { barWords, windowWords } from "./words.ts";

const LANE = 2.25;

export interface TimelineRow<T extends Drawn> {
  readonly id: string;
  readonly name: ReactNode;
  readonly windows: readonly T[];
}

/** Rights windows as bars along time, a row per title; arrow keys go from bar to bar. */
export function Timeline<T extends Drawn>({
  rows,
  range,
  span,
  label,
  onOpen,
}: {
  rows: readonly TimelineRow<T>[];
  range: Range;
  span: Span;
  label: string;
  onOpen: (window: T, rowId: string) => void;
}) {
  const i18n = useI18n();
  const { locale } = i18n;
  const board = useRef<HTMLElement>(null);
  const ticks = ticksOf(range, span);
  const now = (Date.now() - range.from) / (range.until - range.from);
  useEffect(() => {
    // On a narrow screen what is now comes first.
    const element = board.current;
    if (element && now > 0 && now < 1) element.scrollLeft = (now - 0.15) * element.scrollWidth;
  }, [now]);
  const tickWords = (at: number, isMonth: boolean) =>
    new Intl.DateTimeFormat(locale, {
      timeZone: "UTC",
      ...(span === "month" && !isMonth
        ? { day: "numeric" }
        : { month: "short", ...(span === "year" ? {} : { year: "numeric" }) }),
    }).format(at);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const bars = [...(board.current?.querySelectorAll<HTMLElement>("[data-bar]") ?? [])];
    const at = bars.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const row = (bar: HTMLElement | undefined) => bar?.dataset.bar;
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    let next: HTMLElement | undefined;
    if (way) next = bars[at + way];
    else if (event.key === "ArrowDown") {
      next = bars.slice(at).find((bar) => row(bar) !== row(bars[at]));
    } else if (event.key === "ArrowUp") {
      next = bars.slice(0, at).findLast((bar) => row(bar) !== row(bars[at]));
    } else if (event.key === "Home") next = bars[0];
    else if (event.key === "End") next = bars.at(-1);
    else return;
    event.preventDefault();
    next?.focus();
  };

  return (
    <section
      ref={board}
      aria-label={label}
      onKeyDown={onKeyDown}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line bg-surface-1"
    >
      <div className="min-w-160">
        <div className="grid grid-cols-[11rem_minmax(0,1fr)] border-b border-line max-sm:grid-cols-[7rem_minmax(0,1fr)]">
          <span />
          <div aria-hidden="true" className="relative h-9">
            {ticks.map(({ at, share, isMonth }) => (
              <span
                key={at}
                className={cx(
                  "tabular absolute inset-y-0 flex items-center border-s border-line ps-1.5 text-xs whitespace-nowrap",
                  isMonth ? "font-semibold text-ink-2" : "text-ink-3",
                )}
                style={{ insetInlineStart: `${share * 100}%` }}
              >
                {tickWords(at, isMonth)}
              </span>
            ))}
          </div>
        </div>
        {rows.map((row) => {
          const bars = barsOf(row.windows, range);
          return (
            <div
              key={row.id}
              className="grid grid-cols-[11rem_minmax(0,1fr)] border-b border-line/60 last:border-0 max-sm:grid-cols-[7rem_minmax(0,1fr)]"
            >
              <div className="sticky start-0 z-3 flex min-w-0 items-center bg-surface-1 px-3 py-2 text-sm font-semibold">
                {row.name}
              </div>
              <div
                className="relative overflow-hidden"
                style={{ height: `${lanesOf(bars) * LANE + 0.5}rem` }}
              >
                {ticks.map(({ at, share }) => (
                  <span
                    key={at}
                    aria-hidden="true"
                    className="absolute inset-y-0 w-px bg-line/60"
                    style={{ insetInlineStart: `${share * 100}%` }}
                  />
                ))}
                {now > 0 && now < 1 && (
                  <span
                    aria-hidden="true"
                    className="absolute inset-y-0 z-1 w-0.5 bg-live"
                    style={{ insetInlineStart: `${now * 100}%` }}
                  />
                )}
                {bars.map(({ window, left, width, lane, isCutLeft, isCutRight }) => (
                  <button
                    key={`${window.id} ${window.from_at}`}
                    type="button"
                    data-bar={row.id}
                    aria-label={windowWords(window, i18n)}
                    title={windowWords(window, i18n)}
                    onClick={() => onOpen(window, row.id)}
                    className={cx(
                      "absolute z-2 flex h-8 min-w-3 items-center overflow-hidden px-2 text-xs font-semibold -outline-offset-3!",
                      lookOf(window),
                      !isCutLeft && "rounded-s-md",
                      !isCutRight && "rounded-e-md",
                    )}
                    style={{
                      insetInlineStart: `${left * 100}%`,
                      width: `${width * 100}%`,
                      top: `${lane * LANE + 0.375}rem`,
                    }}
                  >
                    <span
                      className={cx(
                        "truncate rounded px-1",
                        window.is_blackout ? "bg-surface-0" : "bg-inherit",
                      )}
                    >
                      {barWords(window, i18n)}
                    </span>
                  </button>
                ))}
              </div>
            </div>
          );
        })}
      </div>
    </section>
  );
}

const SPANS = ["month", "quarter", "year"] as const;

/** How much time is shown, and which. */
export function RangeBar({
  range,
  span,
  onSpan,
  onBy,
}: {
  range: Range;
  span: Span;
  onSpan: (span: Span) => void;
  onBy: (by: number | null) => void;
}) {
  const { t, locale } = useI18n();
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    month: "long",
    year: "numeric",
  });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <IconButton icon="chevronLeft" label={t("studio.rights.before")} onClick={() => onBy(-1)} />
      <p aria-live="polite" className="min-w-40 text-center text-sm font-semibold">
        {span === "month"
          ? format.format(range.from)
          : format.formatRange(range.from, range.until - 1)}
      </p>
      <IconButton icon="chevronRight" label={t("studio.rights.after")} onClick={() => onBy(1)} />
      <Toggle isOn={false} onChange={() => onBy(null)}>
        {t("studio.rights.today")}
      </Toggle>
      <span className="flex-1" />
      {SPANS.map((each) => (
        <Toggle key={each} isOn={span === each} onChange={() => onSpan(each)}>
          {t(`studio.rights.${each}`)}
        </Toggle>
      ))}
    </div>
  );
}
