import { describe, expect, it } from "vitest";
import { codes, instant, local, moved, placeAt } from "./order.ts";

describe("moved", () => {
  it("takes a thing up and down, and no further than the ends", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], 0, 9)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 1, -4)).toEqual(["b", "a", "c"]);
  });

  it("leaves a list alone that has no such place", () => {
    expect(moved(["a"], 5, 0)).toEqual(["a"]);
  });
});

describe("placeAt", () => {
  it("counts the places above", () => {
    expect(placeAt([10, 30, 50], 0)).toBe(0);
    expect(placeAt([10, 30, 50], 31)).toBe(2);
    expect(placeAt([10, 30, 50], 99)).toBe(3);
  });
});

describe("codes", () => {
  it("reads what people type", () => {
    expect(codes(" in, KE;us in ")).toEqual(["IN", "KE", "US"]);
    expect(codes("")).toEqual([]);
  });
});

describe("instant and local", () => {
  it("are each other's way back", () => {
    expect(instant("")).toBeNull();
    expect(instant("not a time")).toBeNull();
    expect(local(null)).toBe("");
    expect(local(instant("2030-05-01T10:30"))).toBe("2030-05-01T10:30");
  });
});
