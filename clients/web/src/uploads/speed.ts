/** How fast an upload runs, smoothed so that the time left does not jump about. */
export interface Speed {
  readonly bytesPerSecond: number;
  readonly at: number;
  readonly sent: number;
}

export const NO_SPEED: Speed = { bytesPerSecond: 0, at: 0, sent: 0 };

const MEASURE_EVERY_MS = 500;
const WEIGHT = 0.3;

export function measured(before: Speed, sent: number, now: number): Speed {
  if (before.at === 0) return { bytesPerSecond: 0, at: now, sent };
  const elapsed = now - before.at;
  if (elapsed < MEASURE_EVERY_MS) return before;
  const latest = Math.max(0, ((sent - before.sent) / elapsed) * 1000);
  const smooth =
    before.bytesPerSecond === 0 ? latest : before.bytesPerSecond * (1 - WEIGHT) + latest * WEIGHT;
  return { bytesPerSecond: smooth, at: now, sent };
}

/** Seconds until the rest is sent; null while nobody can tell. */
export function secondsLeft(speed: Speed, sent: number, size: number): number | null {
  return speed.bytesPerSecond > 0 ? (size - sent) / speed.bytesPerSecond : null;
}
