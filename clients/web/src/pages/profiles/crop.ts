/** Which square of a picture is kept: `zoom` 1 is the largest that fits, x and y its middle, 0 to 1. */
export interface Crop {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Crop = { zoom: 1, x: 0.5, y: 0.5 };
export const MOST_ZOOM = 4;

/** The nearest crop that lies within the picture. */
export function within(crop: Crop, size: Size): Crop {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, crop.zoom));
  const side = Math.min(size.width, size.height) / zoom;
  const held = (middle: number, length: number) => {
    const half = side / 2 / length;
    return Math.min(1 - half, Math.max(half, middle));
  };
  return { zoom, x: held(crop.x, size.width), y: held(crop.y, size.height) };
}

/** The square in the picture's own pixels. */
export function squareOf(crop: Crop, size: Size): { left: number; top: number; side: number } {
  const { zoom, x, y } = within(crop, size);
  const side = Math.min(size.width, size.height) / zoom;
  return { left: x * size.width - side / 2, top: y * size.height - side / 2, side };
}

/** The crop after the picture was pulled by so many shares of the square. */
export function pulled(crop: Crop, size: Size, byX: number, byY: number): Crop {
  const { side } = squareOf(crop, size);
  return within(
    {
      zoom: crop.zoom,
      x: crop.x - (byX * side) / size.width,
      y: crop.y - (byY * side) / size.height,
    },
    size,
  );
}
