interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const LEAST = 304;
const MOST = 400;
const GROWN = 1.25;
const MARGIN = 12;
/** Its picture, and about what stands below it. */
const heightOf = (width: number) => (width * 9) / 16 + 196;

/** Where more about a tile lies: in its middle, grown, and whole inside the window. */
export function placeOver(
  tile: Box,
  room: { width: number; height: number },
): { left: number; top: number; width: number } {
  const width = Math.min(Math.max(tile.width * GROWN, LEAST), MOST, room.width - 2 * MARGIN);
  const height = heightOf(width);
  const within = (at: number, size: number, whole: number) =>
    Math.max(MARGIN, Math.min(at, whole - size - MARGIN));
  return {
    left: within(tile.left + (tile.width - width) / 2, width, room.width),
    top: within(tile.top + (tile.height - height) / 2, height, room.height),
    width,
  };
}
