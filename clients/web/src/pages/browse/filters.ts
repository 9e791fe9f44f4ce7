/** What a list is narrowed to, as its address says it. Everything is optional and may be nonsense. */
export interface BrowseSearch {
  genre?: string | undefined;
  year_from?: number | undefined;
  year_to?: number | undefined;
  /** The highest age the titles are for. */
  age?: number | undefined;
  language?: string | undefined;
  access?: string | undefined;
  sort?: string | undefined;
}

export const SORTS = ["trending", "newest", "released", "popularity", "name"] as const;
export const ACCESSES = ["free", "ads", "subscription", "rent", "buy", "ticket"] as const;
export const AGES = [6, 9, 12, 16] as const;
export const LANGUAGES = [
  "en",
  "hi",
  "ta",
  "te",
  "bn",
  "es",
  "fr",
  "de",
  "ja",
  "ko",
  "zh",
] as const;
export type Sort = (typeof SORTS)[number];

const FIRST_YEAR = 1880;

/** An address as filters that can be asked for; what makes no sense is left out. */
export function readFilters(search: Readonly<Record<string, unknown>>): BrowseSearch {
  const [from, to] = [year(search.year_from), year(search.year_to)];
  const isBackwards = from !== undefined && to !== undefined && from > to;
  return clean({
    genre: slug(search.genre),
    year_from: isBackwards ? to : from,
    year_to: isBackwards ? from : to,
    age: AGES.find((age) => age === Number(search.age)),
    language: tag(search.language),
    access: ACCESSES.find((access) => access === search.access),
    sort: SORTS.find((sort) => sort === search.sort),
  });
}

/** How many of them narrow the list; the order doesn't. */
export function countFilters(filters: BrowseSearch): number {
  const { genre, year_from, year_to, age, language, access } = filters;
  const years = year_from ?? year_to;
  return [genre, years, age, language, access].filter((value) => value !== undefined).length;
}

/** The decades one can choose from, the newest first: `[from, to, name]`. */
export function decades(now: Date): readonly (readonly [number, number])[] {
  const last = Math.floor(now.getFullYear() / 10) * 10;
  const found: [number, number][] = [];
  for (let from = last; from >= 1950; from -= 10) found.push([from, from + 9]);
  found.push([FIRST_YEAR, 1949]);
  return found;
}

/** What the service is asked. */
export function toQuery(filters: BrowseSearch) {
  const { age, ...rest } = filters;
  return { ...rest, rating_max: age };
}

function year(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number >= FIRST_YEAR && number <= 2200 ? number : undefined;
}

function slug(value: unknown): string | undefined {
  const words = typeof value === "number" ? String(value) : value;
  return typeof words === "string" && /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,79}$/u.test(words)
    ? words
    : undefined;
}

function tag(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value)
    ? value
    : undefined;
}

function clean(filters: BrowseSearch): BrowseSearch {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}
