import { describe, expect, it } from "vitest";
import { MOST_ZOOM, pulled, squareOf, WHOLE, within } from "./crop.ts";

const WIDE = { width: 400, height: 200 };

describe("the part of a picture that is kept", () => {
  it("is the largest square in the middle at first", () => {
    expect(squareOf(WHOLE, WIDE)).toEqual({ left: 100, top: 0, side: 200 });
  });

  it("follows the hand, but not over the edge", () => {
    expect(squareOf(pulled(WHOLE, WIDE, 0.25, 0), WIDE).left).toBe(50);
    expect(squareOf(pulled(WHOLE, WIDE, 9, 9), WIDE)).toEqual({ left: 0, top: 0, side: 200 });
    expect(squareOf(pulled(WHOLE, WIDE, -9, -9), WIDE).left).toBe(200);
  });

  it("gets smaller as one goes closer, up to a limit", () => {
    expect(squareOf({ ...WHOLE, zoom: 2 }, WIDE)).toEqual({ left: 150, top: 50, side: 100 });
    expect(within({ ...WHOLE, zoom: 99 }, WIDE).zoom).toBe(MOST_ZOOM);
    expect(within({ ...WHOLE, zoom: 0 }, WIDE).zoom).toBe(1);
  });

  it("comes back within when one goes away again at the edge", () => {
    const corner = pulled({ ...WHOLE, zoom: 4 }, WIDE, 9, 9);
    expect(squareOf({ ...corner, zoom: 1 }, WIDE)).toEqual({ left: 0, top: 0, side: 200 });
  });
});
