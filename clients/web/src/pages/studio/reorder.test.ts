import { describe, expect, it } from "vitest";
import { moved, placeAt } from "./reorder.ts";

describe("a list in another order", () => {
  it("takes an item to its new place", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  });

  it("stays within its ends", () => {
    expect(moved(["a", "b"], 0, 9)).toEqual(["b", "a"]);
    expect(moved(["a", "b"], 1, -3)).toEqual(["b", "a"]);
    expect(moved(["a"], 4, 0)).toEqual(["a"]);
  });

  it("finds the place under a pointer", () => {
    const middles = [10, 30, 50];
    expect(placeAt(middles, 0, 1)).toBe(0);
    expect(placeAt(middles, 31, 1)).toBe(1);
    expect(placeAt(middles, 60, 0)).toBe(2);
  });
});
