import { describe, expect, it } from "vitest";
import { countFacets, readWish, toggled, toSearchQuery } from "./wanted.ts";

describe("the address of results", () => {
  it("loses what makes no sense, and keeps numbers as words", () => {
    expect(readWish({ q: 1984, type: "spell", sort: "worst", genre: { a: 1 } })).toEqual({
      q: "1984",
    });
  });

  it("leaves out what is so anyway", () => {
    expect(readWish({ q: "sea", type: "all", sort: "relevance" })).toEqual({ q: "sea" });
  });

  it("is cut where nobody reads on", () => {
    expect(readWish({ q: "x".repeat(10_000) }).q).toHaveLength(200);
  });
});

describe("a wish", () => {
  it("asks for a decade as a span of years, and for a year as itself", () => {
    expect(toSearchQuery({ q: "a", year: "1990s" })).toMatchObject({
      year_from: 1990,
      year_to: 1999,
    });
    expect(toSearchQuery({ q: "a", year: "1994" })).toMatchObject({
      year_from: 1994,
      year_to: 1994,
    });
    expect(toSearchQuery({ q: "a", year: "soon" })).toEqual({ q: "a", type: "all" });
  });

  it("may be for several genres, but for one span of years", () => {
    const two = toggled({ q: "a", genre: "drama" }, "genre", "war");
    expect(toSearchQuery(two)).toMatchObject({ genre: ["drama", "war"] });
    expect(toggled(two, "genre", "drama")).toEqual({ q: "a", genre: "war" });
    expect(toggled({ q: "a", genre: "war" }, "genre", "war")).toEqual({ q: "a" });
    expect(toggled({ year: "1990s" }, "year", "2000s")).toEqual({ year: "2000s" });
  });

  it("counts what narrows it, not its order", () => {
    expect(countFacets({ q: "a", genre: "drama", sort: "newest", type: "title" })).toBe(1);
  });
});
