import { describe, expect, it } from "vitest";
import { countFilters, decades, readFilters, toQuery } from "./filters.ts";

describe("an address", () => {
  it("loses what makes no sense, and only that", () => {
    expect(
      readFilters({
        genre: "<script>",
        year_from: "soon",
        age: 7,
        language: "e",
        access: "stolen",
        sort: "worst",
      }),
    ).toEqual({});
    expect(
      readFilters({ genre: "sci-fi", year_from: 1990, age: "12", language: "pt-BR", sort: "name" }),
    ).toEqual({ genre: "sci-fi", year_from: 1990, age: 12, language: "pt-BR", sort: "name" });
  });

  it("has its years turned round when they stand backwards", () => {
    expect(readFilters({ year_from: 1999, year_to: 1990 })).toEqual({
      year_from: 1990,
      year_to: 1999,
    });
  });

  it("keeps genres in every script, and those that are numbers", () => {
    expect(readFilters({ genre: "नाटक" }).genre).toBe("नाटक");
    expect(readFilters({ genre: 3 }).genre).toBe("3");
  });
});

describe("filters", () => {
  it("count a span of years once and the order not at all", () => {
    expect(countFilters({ year_from: 1990, year_to: 1999, age: 12, sort: "name" })).toBe(2);
  });

  it("ask for the highest age in the service's words", () => {
    expect(toQuery({ age: 12, sort: "name" })).toEqual({ rating_max: 12, sort: "name" });
  });

  it("offer every decade up to now", () => {
    const offered = decades(new Date(2031, 0, 1));
    expect(offered[0]).toEqual([2030, 2039]);
    expect(offered.at(-1)).toEqual([1880, 1949]);
  });
});
