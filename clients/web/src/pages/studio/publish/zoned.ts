/** Wall clocks and instants: what a schedule says in a place, and when that is. */

export interface Instant {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** In spring an hour is skipped, in autumn one comes twice. */
  readonly clocks: "once" | "skipped" | "twice";
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Minutes that a place is ahead of UTC at an instant. */
export function offsetAt(time: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(time);
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    get("year"),
    get("month") - 1,
    get("day"),
    get("hour"),
    get("minute"),
    get("second"),
  );
  return Math.round((wall - Math.floor(time / 1000) * 1000) / MINUTE);
}

/** "2027-03-28T02:30" in a place → the instant; null for what is no time. */
export function instantOf(wall: string, zone: string): Instant | null {
  const plain = Date.parse(`${wall}Z`);
  if (!wall || Number.isNaN(plain)) return null;
  const offsets = [...new Set([offsetAt(plain - DAY, zone), offsetAt(plain + DAY, zone)])];
  const fitting = offsets
    .map((offset) => plain - offset * MINUTE)
    .filter((time) => offsetAt(time, zone) * MINUTE === plain - time)
    .sort((a, b) => a - b);
  const [first, second] = fitting;
  if (first === undefined) {
    // The clocks jumped over it: as far after the jump as it would have been.
    const time = plain - (offsets[0] ?? 0) * MINUTE;
    return { at: new Date(time).toISOString(), clocks: "skipped" };
  }
  return { at: new Date(first).toISOString(), clocks: second === undefined ? "once" : "twice" };
}

/** An instant → "2027-03-28T02:30" in a place, as `datetime-local` takes it. */
export function wallOf(at: string | null, zone: string): string {
  const time = at ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(time)) return "";
  return new Date(time + offsetAt(time, zone) * MINUTE).toISOString().slice(0, 16);
}

export function hereZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** Places to choose from: here, UTC, and every other the browser knows. */
export function zones(): readonly string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([hereZone(), "UTC", ...known])];
}
