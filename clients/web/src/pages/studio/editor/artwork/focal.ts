/** The part of a picture that stays in view when it is cut to another shape. */
export interface Focal {
  readonly x: number;
  readonly y: number;
}

export const MIDDLE: Focal = { x: 0.5, y: 0.4 };
const STEP = 0.02;

const held = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;

export function at(x: number, y: number): Focal {
  return { x: held(x), y: held(y) };
}

/** One step by an arrow key; with Shift five. */
export function stepped(focal: Focal, key: string, isFar: boolean): Focal | null {
  const step = isFar ? STEP * 5 : STEP;
  if (key === "ArrowLeft") return at(focal.x - step, focal.y);
  if (key === "ArrowRight") return at(focal.x + step, focal.y);
  if (key === "ArrowUp") return at(focal.x, focal.y - step);
  if (key === "ArrowDown") return at(focal.x, focal.y + step);
  return null;
}

/** Which rectangle of a picture a crop of `shape` (width ÷ height) keeps, in shares of it. */
export function cropOf(
  size: { width: number; height: number },
  shape: number,
  focal: Focal,
): { left: number; top: number; width: number; height: number } {
  const own = size.width / size.height;
  const width = own > shape ? shape / own : 1;
  const height = own > shape ? 1 : own / shape;
  const start = (middle: number, length: number) =>
    Math.min(1 - length, Math.max(0, middle - length / 2));
  return { left: start(focal.x, width), top: start(focal.y, height), width, height };
}
