/** Where an event is: to come (with what is left), on, or over. Times in milliseconds. */
export type Standing =
  | {
      readonly when: "later";
      readonly days: number;
      readonly hours: number;
      readonly minutes: number;
      readonly seconds: number;
    }
  | { readonly when: "now" }
  | { readonly when: "over" };

const USUAL_LENGTH_MS = 3 * 3_600_000;

export function standingOf(
  starts_at: string,
  ends_at: string | null | undefined,
  now: number,
): Standing {
  const start = Date.parse(starts_at);
  const end = ends_at ? Date.parse(ends_at) : start + USUAL_LENGTH_MS;
  if (now >= end) return { when: "over" };
  if (now >= start) return { when: "now" };
  const left = Math.ceil((start - now) / 1000);
  return {
    when: "later",
    days: Math.floor(left / 86_400),
    hours: Math.floor(left / 3_600) % 24,
    minutes: Math.floor(left / 60) % 60,
    seconds: left % 60,
  };
}
