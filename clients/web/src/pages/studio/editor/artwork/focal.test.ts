import { describe, expect, it } from "vitest";
import { at, cropOf, stepped } from "./focal.ts";

describe("a focal point", () => {
  it("stays in the picture", () => {
    expect(at(1.4, -2)).toEqual({ x: 1, y: 0 });
    expect(stepped({ x: 0.01, y: 0.5 }, "ArrowLeft", false)).toEqual({ x: 0, y: 0.5 });
  });

  it("moves by arrows, farther with Shift, and by nothing else", () => {
    expect(stepped({ x: 0.5, y: 0.5 }, "ArrowDown", false)).toEqual({ x: 0.5, y: 0.52 });
    expect(stepped({ x: 0.5, y: 0.5 }, "ArrowRight", true)).toEqual({ x: 0.6, y: 0.5 });
    expect(stepped({ x: 0.5, y: 0.5 }, "Enter", false)).toBeNull();
  });
});

describe("a crop", () => {
  it("keeps the point in its middle where there is room", () => {
    const crop = cropOf({ width: 1600, height: 900 }, 1, { x: 0.6, y: 0.5 });
    expect(crop.height).toBe(1);
    expect(crop.width).toBeCloseTo(0.5625);
    expect(crop.left + crop.width / 2).toBeCloseTo(0.6);
  });

  it("does not leave the picture at its edges", () => {
    expect(cropOf({ width: 1600, height: 900 }, 2 / 3, { x: 0.98, y: 0.5 }).left).toBeCloseTo(
      0.625,
    );
    const flat = cropOf({ width: 600, height: 900 }, 16 / 9, { x: 0.5, y: 0 });
    expect(flat).toMatchObject({ left: 0, top: 0, width: 1 });
  });
});
