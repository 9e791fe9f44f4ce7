import { browse, type Listed, type Query, type ShownCard } from "@streamverse/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

const PAGE = 36;

/** Pages of cards, one after the other. */
function pagesOf(key: readonly unknown[], ask: (query: Query) => Promise<Listed<ShownCard>>) {
  return infiniteQueryOptions({
    queryKey: ["browse", ...key],
    queryFn: ({ pageParam }) => ask({ limit: PAGE, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 60_000,
  });
}
export type CardPages = ReturnType<typeof pagesOf>;

export const titlesQuery = (wanted: Query): CardPages =>
  pagesOf(["titles", wanted], (page) => browse.titles({ ...wanted, ...page }));

export const collectionTitlesQuery = (slug: string): CardPages =>
  pagesOf(["collection", slug, "titles"], (page) => browse.collectionTitles(slug, page));

export const collectionQuery = (slug: string) =>
  queryOptions({
    queryKey: ["browse", "collection", slug],
    queryFn: () => browse.collection(slug),
  });

export const personQuery = (slug: string) =>
  queryOptions({ queryKey: ["browse", "person", slug], queryFn: () => browse.person(slug) });

export const genresQuery = queryOptions({
  queryKey: ["browse", "genres"],
  queryFn: browse.genres,
  staleTime: 300_000,
});

export const categoriesQuery = queryOptions({
  queryKey: ["browse", "categories"],
  queryFn: browse.categories,
  staleTime: 300_000,
});
