/** What a player shows, as data: a state and the events that change it. No DOM in this folder. */

export type Status = "loading" | "playing" | "paused" | "buffering" | "ended" | "failed";

export type ProblemKind = "network" | "gone" | "decode" | "expired" | "notReady" | "unknown";

export interface Problem {
  readonly kind: ProblemKind;
  /** For operators: the number or words the engine gave. */
  readonly detail: string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface PlayerState {
  readonly status: Status;
  /** What the viewer asked for, whatever the network is doing meanwhile. */
  readonly wantsToPlay: boolean;
  readonly position: number;
  /** The whole length, known from the session even while the film is still growing. */
  readonly duration: number;
  /** How far can be played now; less than `duration` while the film grows. */
  readonly playableUntil: number;
  readonly buffered: readonly Span[];
  readonly volume: number;
  readonly muted: boolean;
  readonly rate: number;
  readonly problem: Problem | null;
}

export type PlayerEvent =
  | { type: "load" }
  | { type: "loaded"; duration: number; playableUntil: number }
  | { type: "playAsked" }
  | { type: "pauseAsked" }
  | { type: "playing" }
  | { type: "paused" }
  | { type: "waiting" }
  | { type: "ended" }
  | { type: "seeked"; position: number }
  | { type: "time"; position: number; buffered: readonly Span[]; playableUntil: number }
  | { type: "duration"; duration: number }
  | { type: "volume"; volume: number; muted: boolean }
  | { type: "rate"; rate: number }
  | { type: "failed"; problem: Problem };

export const START: PlayerState = {
  status: "loading",
  wantsToPlay: false,
  position: 0,
  duration: 0,
  playableUntil: 0,
  buffered: [],
  volume: 1,
  muted: false,
  rate: 1,
  problem: null,
};

/** The state after an event. A failed player hears nothing but `load`. */
export function next(state: PlayerState, event: PlayerEvent): PlayerState {
  if (event.type === "load") {
    return { ...state, status: "loading", problem: null, buffered: [] };
  }
  if (state.status === "failed") return state;
  switch (event.type) {
    case "loaded":
      return {
        ...state,
        duration: Math.max(event.duration, state.duration),
        playableUntil: event.playableUntil,
        status: state.wantsToPlay ? "buffering" : "paused",
      };
    case "playAsked":
      return {
        ...state,
        wantsToPlay: true,
        status: state.status === "loading" ? "loading" : "buffering",
      };
    case "pauseAsked":
      return { ...state, wantsToPlay: false, status: resting(state) };
    case "playing":
      return { ...state, wantsToPlay: true, status: "playing" };
    case "paused":
      return { ...state, wantsToPlay: false, status: resting(state) };
    case "waiting":
      return state.wantsToPlay && state.status !== "loading"
        ? { ...state, status: "buffering" }
        : state;
    case "ended":
      return { ...state, status: "ended", wantsToPlay: false, position: state.duration };
    case "seeked":
      return {
        ...state,
        position: event.position,
        status: state.status === "ended" ? "paused" : state.status,
      };
    case "time":
      return {
        ...state,
        position: event.position,
        buffered: event.buffered,
        playableUntil: event.playableUntil,
      };
    case "duration":
      return { ...state, duration: event.duration };
    case "volume":
      return { ...state, volume: event.volume, muted: event.muted };
    case "rate":
      return { ...state, rate: event.rate };
    case "failed":
      return { ...state, status: "failed", problem: event.problem };
  }
}

function resting(state: PlayerState): Status {
  return state.status === "loading" || state.status === "ended" ? state.status : "paused";
}
