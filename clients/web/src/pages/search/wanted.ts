/** What is looked for, as the address of the results says it. */
export interface SearchWish {
  q?: string;
  type?: string;
  kind?: string;
  genre?: string;
  year?: string;
  rating?: string;
  language?: string;
  duration?: string;
  access?: string;
  sort?: string;
}

export const TYPES = ["all", "title", "person", "episode", "channel", "moment"] as const;
export const SORTS = ["relevance", "popularity", "newest", "oldest"] as const;
/** What results can be narrowed to, in the order it is shown. */
export const FACETS = [
  "kind",
  "genre",
  "year",
  "language",
  "duration",
  "access",
  "rating",
] as const;
export type FacetName = (typeof FACETS)[number];

/** Of these several may be chosen. */
const SEVERAL: ReadonlySet<FacetName> = new Set([
  "kind",
  "genre",
  "language",
  "duration",
  "access",
]);

const MOST_SIGNS = 200;

/** An address as a wish; what makes no sense is left out. */
export function readWish(search: Readonly<Record<string, unknown>>): SearchWish {
  const words = (name: string) => {
    const value = search[name];
    const isSaid = typeof value === "string" || typeof value === "number";
    return isSaid ? String(value).trim().slice(0, MOST_SIGNS) : "";
  };
  const type = TYPES.find((one) => one === words("type"));
  const sort = SORTS.find((one) => one === words("sort"));
  const wish: Record<string, string> = { q: words("q") };
  if (type && type !== "all") wish.type = type;
  if (sort && sort !== "relevance") wish.sort = sort;
  for (const name of FACETS) wish[name] = words(name);
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== ""));
}

/** What a facet is narrowed to; some may be several things at once. */
export function chosenOf(wish: SearchWish, name: FacetName): readonly string[] {
  return wish[name]?.split(",").filter(Boolean) ?? [];
}

/** The wish with one value more of a facet, or one less. */
export function toggled(wish: SearchWish, name: FacetName, value: string): SearchWish {
  const { [name]: _, ...rest } = wish;
  const before = chosenOf(wish, name);
  const isOn = before.includes(value);
  const others = SEVERAL.has(name) ? before.filter((one) => one !== value) : [];
  const after = isOn ? others : [...others, value];
  return after.length > 0 ? { ...rest, [name]: after.join(",") } : rest;
}

/** What the service is asked: a decade is a span of years. */
export function toSearchQuery(wish: SearchWish) {
  const { q, type = "all", sort, year, rating } = wish;
  const from = year ? Number.parseInt(year, 10) : Number.NaN;
  const isDecade = year?.endsWith("s") ?? false;
  const several = [...SEVERAL].map((name) => [name, chosenOf(wish, name)] as const);
  return {
    q,
    type,
    sort,
    ...Object.fromEntries(several.filter(([, values]) => values.length > 0)),
    ...(Number.isNaN(from) ? {} : { year_from: from, year_to: isDecade ? from + 9 : from }),
    ...(rating ? { rating_max: rating } : {}),
  };
}

/** How much a wish is narrowed. */
export function countFacets(wish: SearchWish): number {
  return FACETS.reduce((sum, name) => sum + chosenOf(wish, name).length, 0);
}
