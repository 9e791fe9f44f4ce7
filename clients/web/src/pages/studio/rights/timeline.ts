import type { RightsSpan, RightsWindow } from "@streamverse/api";

/** A stretch of time that a calendar shows; in milliseconds. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

export type Span = "month" | "quarter" | "year";
const MONTHS: Record<Span, number> = { month: 1, quarter: 3, year: 12 };

/** The month, quarter or year that a day is in, `by` spans later or earlier. All in UTC. */
export function rangeAt(day: number, span: Span, by = 0): Range {
  const date = new Date(day);
  const length = MONTHS[span];
  const first = Math.floor(date.getUTCMonth() / length) * length + by * length;
  return {
    from: Date.UTC(date.getUTCFullYear(), first, 1),
    until: Date.UTC(date.getUTCFullYear(), first + length, 1),
  };
}

export interface Tick {
  readonly at: number;
  readonly share: number;
  readonly isMonth: boolean;
}

/** Mondays in a month, months in anything longer. */
export function ticksOf(range: Range, span: Span): readonly Tick[] {
  const ticks: Tick[] = [];
  const share = (at: number) => (at - range.from) / (range.until - range.from);
  const date = new Date(range.from);
  if (span === "month") {
    for (let at = range.from; at < range.until; at += 86_400_000) {
      const day = new Date(at);
      if (day.getUTCDate() === 1 || day.getUTCDay() === 1) {
        ticks.push({ at, share: share(at), isMonth: day.getUTCDate() === 1 });
      }
    }
    return ticks;
  }
  for (let month = date.getUTCMonth(); ; month += 1) {
    const at = Date.UTC(date.getUTCFullYear(), month, 1);
    if (at >= range.until) return ticks;
    ticks.push({ at, share: share(at), isMonth: true });
  }
}

/** What a bar draws: a rights window, or what is left of one for somebody who asks. */
export type Drawn = Omit<RightsWindow, "licensor" | "notes">;

export interface Bar<T extends Drawn> {
  readonly window: T;
  /** Shares of the range. */
  readonly left: number;
  readonly width: number;
  readonly lane: number;
  readonly isCutLeft: boolean;
  readonly isCutRight: boolean;
}

/** Windows as bars: each in the first lane where it overlaps nothing. */
export function barsOf<T extends Drawn>(windows: readonly T[], range: Range): readonly Bar<T>[] {
  const ends: number[] = [];
  const length = range.until - range.from;
  return [...windows]
    .map((window) => ({
      window,
      from: Date.parse(window.from_at),
      until: window.until_at ? Date.parse(window.until_at) : Number.POSITIVE_INFINITY,
    }))
    .filter(({ from, until }) => from < range.until && until > range.from)
    .sort((a, b) => a.from - b.from || a.until - b.until)
    .map(({ window, from, until }) => {
      const free = ends.findIndex((end) => end <= from);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = until;
      const start = Math.max(from, range.from);
      const end = Math.min(until, range.until);
      return {
        window,
        left: (start - range.from) / length,
        width: (end - start) / length,
        lane,
        isCutLeft: from < range.from,
        isCutRight: until > range.until,
      };
    });
}

export function lanesOf(bars: readonly Bar<Drawn>[]): number {
  return Math.max(1, ...bars.map(({ lane }) => lane + 1));
}

/** Spans as bars: each offer as long as it goes on, and blackouts between. */
export function drawnOf(spans: readonly RightsSpan[]): readonly Drawn[] {
  const drawn: Drawn[] = [];
  for (const span of spans) {
    const offers = span.offers.map((offer) => ({ ...NOTHING, ...offer, id: offer.window_id }));
    const blackout = { ...NOTHING, id: "blackout", is_blackout: true };
    for (const offer of span.reason === "blackout" ? [blackout] : offers) {
      const before = drawn.findIndex(
        ({ id, until_at }) => id === offer.id && until_at === span.from_at,
      );
      const found = drawn[before];
      if (found) drawn[before] = { ...found, until_at: span.until_at };
      else {
        const { id, monetisation, plans, max_rung, is_download_allowed, is_blackout } = offer;
        drawn.push({
          ...NOTHING,
          ...{ id, monetisation, plans, max_rung, is_download_allowed, is_blackout },
          from_at: span.from_at,
          until_at: span.until_at,
        });
      }
    }
  }
  return drawn;
}

const NOTHING: Drawn = {
  id: "",
  from_at: "",
  until_at: null,
  territories: [],
  excluded_territories: [],
  platforms: [],
  plans: [],
  monetisation: "free",
  max_rung: null,
  is_download_allowed: false,
  is_blackout: false,
};

/** What is offered now and no longer at the end of its spans, the soonest first. */
export function leavingSoon<T extends { readonly spans: readonly RightsSpan[] }>(
  items: readonly T[],
): readonly { readonly item: T; readonly until: string }[] {
  return items
    .flatMap((item) => {
      const { spans } = item;
      const last = spans.findLast(({ is_offered }) => is_offered);
      const isLeaving = spans[0]?.is_offered && last && !spans.at(-1)?.is_offered;
      return isLeaving ? [{ item, until: last.until_at }] : [];
    })
    .sort((a, b) => a.until.localeCompare(b.until));
}
