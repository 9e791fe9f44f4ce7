import { describe, expect, it } from "vitest";
import { offered } from "./facets.ts";

const facet = (value: string, count: number) => ({ value, name: value, count });

describe("facets", () => {
  it("offer years by decade", () => {
    const years = [facet("2021", 2), facet("2020", 1), facet("1999", 4), facet("soon", 9)];
    expect(offered("year", years).map(({ value, count }) => [value, count])).toEqual([
      ["2020s", 3],
      ["1990s", 4],
    ]);
  });

  it("count all who are younger, too", () => {
    const ages = offered("rating", [facet("6", 2), facet("12", 3)]);
    expect(ages.map(({ count }) => count)).toEqual([2, 5]);
  });

  it("leave the others as they are", () => {
    const genres = [facet("drama", 1)];
    expect(offered("genre", genres)).toBe(genres);
  });
});
