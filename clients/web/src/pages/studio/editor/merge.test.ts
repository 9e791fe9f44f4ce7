import { describe, expect, it } from "vitest";
import { isSame, merge } from "./merge.ts";

describe("merging a field", () => {
  it("asks when both changed a text", () => {
    expect(merge("a", "b", "c")).toEqual({ value: "b", isClash: true });
  });

  it("takes the side that changed something", () => {
    expect(merge("a", "a", "c")).toEqual({ value: "c", isClash: false });
    expect(merge("a", "b", "a")).toEqual({ value: "b", isClash: false });
    expect(merge("a", "b", "b")).toEqual({ value: "b", isClash: false });
  });

  it("joins words that each of us added, and leaves out what either took away", () => {
    const merged = merge(["drama", "war"], ["drama", "war", "family"], ["war", "history"]);
    expect(merged).toEqual({ value: ["war", "history", "family"], isClash: false });
  });

  it("merges languages one by one", () => {
    const base = { hi: { name: "क", tagline: "" } };
    const mine = { hi: { name: "क", tagline: "नई" } };
    const theirs = { hi: { name: "ख", tagline: "" }, fr: { name: "Le film" } };
    expect(merge(base, mine, theirs)).toEqual({
      value: { hi: { name: "ख", tagline: "नई" }, fr: { name: "Le film" } },
      isClash: false,
    });
  });

  it("keeps out of a record what I removed", () => {
    expect(merge({ imdb: "tt1", tmdb: "2" }, { imdb: "tt1" }, { imdb: "tt9", tmdb: "2" })).toEqual({
      value: { imdb: "tt9" },
      isClash: false,
    });
  });

  it("compares by what is in there", () => {
    expect(isSame({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(true);
    expect(isSame([1], [1, 2])).toBe(false);
    expect(isSame(null, {})).toBe(false);
  });
});
