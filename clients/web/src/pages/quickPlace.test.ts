import { describe, expect, it } from "vitest";
import { placeOver } from "./quickPlace.ts";

const ROOM = { width: 1280, height: 720 };

describe("more about a tile", () => {
  it("lies over the tile's middle", () => {
    const place = placeOver({ left: 500, top: 200, width: 200, height: 340 }, ROOM);
    expect(place.left + place.width / 2).toBe(600);
    expect(place.width).toBe(304);
  });

  it("stays inside the window at every edge", () => {
    for (const left of [-80, 0, 1200]) {
      for (const top of [-200, 0, 650]) {
        const place = placeOver({ left, top, width: 200, height: 340 }, ROOM);
        expect(place.left).toBeGreaterThanOrEqual(12);
        expect(place.left + place.width).toBeLessThanOrEqual(1268);
        expect(place.top).toBeGreaterThanOrEqual(12);
      }
    }
  });

  it("is never wider than a narrow window", () => {
    expect(
      placeOver({ left: 0, top: 0, width: 150, height: 300 }, { width: 300, height: 600 }).width,
    ).toBe(276);
  });
});
