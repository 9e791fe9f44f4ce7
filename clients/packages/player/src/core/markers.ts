/** A part of a film that some pass over. Times in seconds. */
export interface Marker {
  readonly kind: string;
  readonly from_seconds: number;
  readonly to_seconds: number | null;
}

/** What is offered while a part plays: go behind it, or on with the next episode. */
export interface Offer {
  readonly kind: "intro" | "recap" | "credits";
  /** Where going behind it leads; the end of the film is `null`. */
  readonly to: number | null;
}

const KINDS = ["recap", "intro", "credits"] as const;
/** What is shorter is not worth a button. */
const WORTH_SECONDS = 3;
/** With less of it left nobody would reach the button in time. */
const LATE_SECONDS = 1.5;
/** Nearer to the end than this, what is left is nothing. */
const TAIL_SECONDS = 5;

/** What can be passed over at a time; nothing when hardly any of it is left. */
export function offerAt(
  markers: readonly Marker[],
  position: number,
  duration: number,
): Offer | null {
  for (const marker of markers) {
    const kind = KINDS.find((one) => one === marker.kind);
    if (!kind) continue;
    const end = Math.min(marker.to_seconds ?? duration, duration);
    if (end - marker.from_seconds < WORTH_SECONDS) continue;
    if (position < marker.from_seconds || position > end - LATE_SECONDS) continue;
    const isTail = duration > 0 && end >= duration - TAIL_SECONDS;
    return { kind, to: isTail ? null : end };
  }
  return null;
}
