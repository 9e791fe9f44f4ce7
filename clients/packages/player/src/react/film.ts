import type { Chapter, Marker, TextTrack } from "../core/index.ts";

/** What the player needs to know about a playback session. */
export interface Film {
  /** Changes when the film must be loaded anew. */
  readonly key: string;
  readonly name: string;
  /** A second line, such as the episode. */
  readonly line: string;
  readonly address: string;
  readonly startAt: number;
  readonly duration: number;
  readonly isGrowing: boolean;
  readonly revision: string;
  /** Of the last place the service has taken; reports count on from it. */
  readonly sequence: number;
  readonly heartbeatSeconds: number;
  readonly chapters: readonly Chapter[];
  /** Parts that some pass over: the opening, the recap, the credits. */
  readonly markers: readonly Marker[];
  readonly storyboard: string | null;
  readonly texts: readonly TextTrack[];
  readonly poster: string | null;
  readonly next: { readonly name: string } | null;
}

/** What the service answers to a heartbeat or a report. */
export interface Pulse {
  readonly revision: string;
  readonly isGrowing: boolean;
  readonly duration: number;
}
