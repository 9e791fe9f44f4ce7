/**
 * Taking up a better manifest in mid-film.
 *
 * Players read a multivariant playlist once. When the session's revision changes, a second hidden
 * element loads the new manifest a little ahead of where the viewer is, runs silently until it is
 * in step, and only then do the two change places. This file decides when, and how fast the hidden
 * one runs; the binding does it.
 */

export interface Takeover {
  readonly phase: "steady" | "preparing";
  /** The revision that is on screen. */
  readonly playing: string;
  /** The newest revision heard of. */
  readonly latest: string;
  readonly failures: number;
  /** No attempt before this time (ms). */
  readonly notBefore: number;
}

export type TakeoverEvent =
  | { type: "revision"; revision: string }
  | { type: "began" }
  | { type: "swapped"; revision: string; now: number }
  | { type: "failed"; now: number };

export interface Circumstances {
  readonly now: number;
  /** Swapping would end picture in picture, or lose a seek that is under way. */
  readonly isBusy: boolean;
  readonly secondsLeft: number;
}

/** Several rungs often arrive together: let them gather. */
const PAUSE_BETWEEN_MS = 8_000;
const BACKOFF_MS = 10_000;
const MOST_FAILURES = 5;
/** Not worth it this close to the end. */
const WORTH_SECONDS = 8;

export function takeoverAt(revision: string): Takeover {
  return { phase: "steady", playing: revision, latest: revision, failures: 0, notBefore: 0 };
}

export function takeoverNext(state: Takeover, event: TakeoverEvent): Takeover {
  switch (event.type) {
    case "revision":
      return { ...state, latest: event.revision };
    case "began":
      return { ...state, phase: "preparing" };
    case "swapped":
      return {
        ...state,
        phase: "steady",
        playing: event.revision,
        failures: 0,
        notBefore: event.now + PAUSE_BETWEEN_MS,
      };
    case "failed":
      return {
        ...state,
        phase: "steady",
        failures: state.failures + 1,
        notBefore: event.now + BACKOFF_MS * 2 ** state.failures,
      };
  }
}

/** Is now the moment to load the better manifest? */
export function shouldTakeOver(state: Takeover, at: Circumstances): boolean {
  return (
    state.phase === "steady" &&
    state.latest !== state.playing &&
    state.failures < MOST_FAILURES &&
    at.now >= state.notBefore &&
    !at.isBusy &&
    at.secondsLeft > WORTH_SECONDS
  );
}

/** Two pictures this close (seconds) are the same picture: less than a frame at 30 fps. */
export const IN_STEP_SECONDS = 0.03;
const LARGEST_NUDGE = 0.25;

/** How fast the hidden element runs to get in step; `drift` is shown minus hidden, in seconds. */
export function catchUpRate(drift: number, rate: number): number {
  if (Math.abs(drift) <= IN_STEP_SECONDS / 2) return rate;
  const nudge = Math.max(-LARGEST_NUDGE, Math.min(LARGEST_NUDGE, drift));
  return Math.round(rate * (1 + nudge) * 1000) / 1000;
}

/** How far ahead of the viewer the hidden element starts, so that loading has time. */
export function leadSeconds(lastLoadMs: number, rate: number): number {
  return Math.min(6, Math.max(1.5, (lastLoadMs / 1000) * 1.5)) * rate;
}

/**
 * What a manifest offers, as one string: which pictures and sounds, not how far they reach.
 * A growing playlist changes every second; only a new rung or language is worth a takeover.
 */
export function offerOf(manifest: string): string {
  const hls = manifest.match(/^#EXT-X-(?:STREAM-INF|MEDIA):.*$/gm);
  const dash = manifest.match(/<Representation\b[^>]*>/g);
  const lines = (hls ?? dash ?? []).map((line) => {
    const id = /\bid="([^"]*)"/.exec(line)?.[1];
    const size = /RESOLUTION=(\d+x\d+)/.exec(line)?.[1];
    const codecs = /CODECS="([^"]*)"/.exec(line)?.[1];
    const spoken = /TYPE=([A-Z]+).*?NAME="([^"]*)"/.exec(line);
    return id ?? size ?? (spoken ? `${spoken[1]}:${spoken[2]}` : (codecs ?? line));
  });
  return [...new Set(lines)].sort().join(" ");
}
