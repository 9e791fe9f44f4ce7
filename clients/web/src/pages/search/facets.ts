import type { Facet } from "@streamverse/api";
import type { FacetName } from "./wanted.ts";

/** A facet's values as they are offered: years by decade, ages with all the younger ones. */
export function offered(name: FacetName, facets: readonly Facet[]): readonly Facet[] {
  if (name === "year") return byDecade(facets);
  if (name === "rating") return upTo(facets);
  return facets;
}

function byDecade(facets: readonly Facet[]): readonly Facet[] {
  const decades = new Map<string, number>();
  for (const { value, count } of facets) {
    const year = Number(value);
    if (!Number.isInteger(year)) continue;
    const decade = `${Math.floor(year / 10) * 10}s`;
    decades.set(decade, (decades.get(decade) ?? 0) + count);
  }
  return [...decades].map(([value, count]) => ({ value, name: value, count }));
}

function upTo(facets: readonly Facet[]): readonly Facet[] {
  let sum = 0;
  return facets.map(({ value, name, count }) => {
    sum += count;
    return { value, name, count: sum };
  });
}
