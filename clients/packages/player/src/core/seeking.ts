/** Where a seek may land and where a film starts. Times in seconds. */

/** Landing exactly on the end would end the film, so stop just short of it. */
const END_MARGIN = 0.5;
/** Closer than this to either end is not worth resuming. */
const RESUME_AFTER = 5;
const CREDITS_SHARE = 0.97;

export function clampSeek(target: number, playableUntil: number): number {
  return Math.min(Math.max(0, target), Math.max(0, playableUntil - END_MARGIN));
}

/** Where to start: a time asked for in the address, or the resume point when it is worth it. */
export function startingPoint(
  resume: number,
  duration: number,
  asked: number | null = null,
): number {
  if (asked !== null && asked >= 0) return duration > 0 ? Math.min(asked, duration) : asked;
  if (resume < RESUME_AFTER) return 0;
  if (duration > 0 && resume >= duration * CREDITS_SHARE) return 0;
  return resume;
}

/** Has the viewer asked for a part that is still being made? */
export function isNotMadeYet(target: number, playableUntil: number, duration: number): boolean {
  return target > playableUntil && playableUntil < duration - 1;
}

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** The next speed up or down the list; stays at its ends. */
export function nextSpeed(now: number, direction: 1 | -1): number {
  const found = direction > 0 ? SPEEDS.find((s) => s > now) : SPEEDS.findLast((s) => s < now);
  return found ?? now;
}

/** Where a pointer on the bar points to. `rtl` bars run from right to left. */
export function shareAt(x: number, left: number, width: number, rtl = false): number {
  if (width <= 0) return 0;
  const share = Math.min(1, Math.max(0, (x - left) / width));
  return rtl ? 1 - share : share;
}
