import { parseVtt } from "./webvtt.ts";

/** One preview: a rectangle of a sprite sheet (W3C Media Fragments, `#xywh=`). */
export interface Tile {
  readonly start: number;
  readonly end: number;
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The tiles of a storyboard file; sprite addresses are relative to the file's own. */
export function parseStoryboard(source: string, address: string): readonly Tile[] {
  return parseVtt(source).flatMap((cue): Tile[] => {
    const match = /^(.*)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/.exec(cue.text.trim());
    if (!match) return [];
    const [x, y, width, height] = match.slice(2, 6).map(Number) as [number, number, number, number];
    return [
      {
        start: cue.start,
        end: cue.end,
        url: new URL(match[1] ?? "", address).href,
        x,
        y,
        width,
        height,
      },
    ];
  });
}

/** The tile to show for a time: the last one that starts at or before it. */
export function tileAt(tiles: readonly Tile[], time: number): Tile | null {
  let low = 0;
  let high = tiles.length - 1;
  let found: Tile | null = tiles[0] ?? null;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const tile = tiles[middle];
    if (!tile) break;
    if (tile.start <= time) {
      found = tile;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return found;
}
