/**
 * When the place in the film is told to the service. The server's clock and our sequence number
 * decide which report is the newest, so a late one from a closing page does no harm.
 */

export interface Reporting {
  readonly sequence: number;
  readonly lastAt: number;
  readonly lastPosition: number;
}

export const REPORT_EVERY_MS = 10_000;

/** Nothing told yet by this page; `sequence` is the last one the service has taken. */
export function nothingReported(sequence: number): Reporting {
  return { sequence, lastAt: Number.NEGATIVE_INFINITY, lastPosition: -1 };
}

export type Occasion = "tick" | "pause" | "seek" | "leave";

/** Is a report due? Ticks wait their ten seconds; the others are sent when the place has moved. */
export function isReportDue(
  state: Reporting,
  occasion: Occasion,
  position: number,
  now: number,
): boolean {
  const moved = Math.abs(position - state.lastPosition) >= 0.5;
  if (!moved) return false;
  return occasion === "tick" ? now - state.lastAt >= REPORT_EVERY_MS : true;
}

export function reported(state: Reporting, position: number, now: number): Reporting {
  return { sequence: state.sequence + 1, lastAt: now, lastPosition: position };
}
