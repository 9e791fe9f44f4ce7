/** When the controls are on screen. */

export const HIDE_AFTER_MS = 3_000;

export interface Presence {
  readonly isPlaying: boolean;
  readonly isMenuOpen: boolean;
  readonly isScrubbing: boolean;
  readonly lastActivityAt: number;
}

/** Controls stay while there is a reason to, and go three seconds after the last one. */
export function areControlsShown(presence: Presence, now: number): boolean {
  if (!presence.isPlaying || presence.isMenuOpen || presence.isScrubbing) return true;
  return now - presence.lastActivityAt < HIDE_AFTER_MS;
}
