import type { Marker, MarkerKind } from "@streamverse/api";

/** Without a track that says otherwise. */
export const FRAMES_PER_SECOND = 25;
/** What a marker is long at first, in seconds; a chapter has no end. */
const LENGTHS: Record<MarkerKind, number | null> = {
  intro: 30,
  recap: 30,
  credits: 60,
  preview: 20,
  chapter: null,
};

export const KEYS: Readonly<Record<string, MarkerKind>> = {
  i: "intro",
  r: "recap",
  e: "credits",
  v: "preview",
  c: "chapter",
};

/** To the millisecond: what the service keeps and comes back the same. */
export function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

export function ordered(markers: readonly Marker[]): readonly Marker[] {
  return [...markers].sort((a, b) => a.from_seconds - b.from_seconds);
}

/** A new marker at the playhead, within the film. */
export function markedAt(kind: MarkerKind, at: number, duration: number): Marker {
  const length = LENGTHS[kind];
  const from = rounded(Math.max(0, Math.min(at, Math.max(0, duration - 1))));
  const end = kind === "credits" ? duration : from + (length ?? 0);
  const to = length === null ? null : rounded(Math.max(from + 0.5, Math.min(end, duration)));
  return { kind, from_seconds: from, to_seconds: to, name: "" };
}

export type Edge = "from" | "to";

/** One edge of a marker somewhere else: never past the other one, never out of the film. */
export function placed(marker: Marker, edge: Edge, at: number, duration: number): Marker {
  const { from_seconds: from, to_seconds: to } = marker;
  const inside = Math.max(0, Math.min(at, duration || at));
  if (edge === "to") {
    return { ...marker, to_seconds: rounded(Math.max(inside, from + 0.04)) };
  }
  const latest = to === null ? inside : Math.min(inside, to - 0.04);
  return { ...marker, from_seconds: rounded(Math.max(0, latest)) };
}

/** How far a key nudges: a frame, or a second with Shift. */
export function nudgeOf(key: string, isFar: boolean): number {
  const step = isFar ? 1 : 1 / FRAMES_PER_SECOND;
  if (key === "ArrowLeft") return -step;
  if (key === "ArrowRight") return step;
  return 0;
}

/** "1:02:03.250" → seconds; null for what is no time. */
export function secondsOf(text: string): number | null {
  const match = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (!match) return null;
  const [, h = "0", m = "0", s = "0"] = match;
  return rounded(Number(h) * 3600 + Number(m) * 60 + Number(s.replace(",", ".")));
}

/** 3723.25 → "1:02:03.250". */
export function timeOf(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    (ms % 60_000) / 1000,
  ];
  const [whole, part] = [Math.floor(s), Math.round((s % 1) * 1000)];
  const tail = `${two(whole)}.${String(part).padStart(3, "0")}`;
  return h > 0 ? `${h}:${two(m)}:${tail}` : `${m}:${tail}`;
}
