/** Which key asks for what. */

export type Command =
  | { type: "togglePlay" }
  | { type: "seekBy"; seconds: number }
  | { type: "seekToShare"; share: number }
  | { type: "seekToEnd" }
  | { type: "volumeBy"; step: number }
  | { type: "toggleMute" }
  | { type: "toggleFullscreen" }
  | { type: "toggleSubtitles" }
  | { type: "togglePictureInPicture" }
  | { type: "faster" }
  | { type: "slower" }
  | { type: "nextEpisode" }
  | { type: "help" };

export interface Stroke {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly altKey?: boolean;
  readonly shiftKey?: boolean;
  /** What has the focus: text fields keep every key, buttons keep Space, sliders keep arrows. */
  readonly focus?: "none" | "text" | "button" | "slider" | "menu";
}

export const SEEK_SECONDS = 5;
export const SEEK_FAR_SECONDS = 10;
export const VOLUME_STEP = 0.05;

const BY_KEY: Readonly<Record<string, Command>> = {
  " ": { type: "togglePlay" },
  k: { type: "togglePlay" },
  arrowleft: { type: "seekBy", seconds: -SEEK_SECONDS },
  arrowright: { type: "seekBy", seconds: SEEK_SECONDS },
  j: { type: "seekBy", seconds: -SEEK_FAR_SECONDS },
  l: { type: "seekBy", seconds: SEEK_FAR_SECONDS },
  arrowup: { type: "volumeBy", step: VOLUME_STEP },
  arrowdown: { type: "volumeBy", step: -VOLUME_STEP },
  m: { type: "toggleMute" },
  f: { type: "toggleFullscreen" },
  c: { type: "toggleSubtitles" },
  p: { type: "togglePictureInPicture" },
  n: { type: "nextEpisode" },
  "<": { type: "slower" },
  ">": { type: "faster" },
  "?": { type: "help" },
  home: { type: "seekToShare", share: 0 },
  end: { type: "seekToEnd" },
};

/** The command of a key stroke, or null when the key is not ours. */
export function commandFor(stroke: Stroke): Command | null {
  if (stroke.ctrlKey || stroke.metaKey || stroke.altKey) return null;
  const focus = stroke.focus ?? "none";
  if (focus === "text" || focus === "menu") return null;
  const key = stroke.key.toLowerCase();
  if (focus === "button" && (key === " " || key === "enter")) return null;
  if (focus === "slider" && (key.startsWith("arrow") || key === "home" || key === "end")) {
    return null;
  }
  if (/^[0-9]$/.test(key)) return { type: "seekToShare", share: Number(key) / 10 };
  return BY_KEY[key] ?? null;
}
