import { type ApiProblem, browse, type Query, type Results } from "@streamverse/api";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

const PAGE = 30;

export const suggestQuery = (words: string) =>
  queryOptions({
    queryKey: ["search", "suggest", words],
    queryFn: ({ signal }) => browse.suggest(words, signal),
    enabled: words !== "",
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const recentQuery = queryOptions({
  queryKey: ["search", "recent"],
  queryFn: browse.recentQueries,
  staleTime: 0,
  retry: false,
});

export const trendingQuery = queryOptions({
  queryKey: ["search", "trending"],
  queryFn: browse.trendingQueries,
  staleTime: 300_000,
  retry: false,
});

export const resultsQuery = (wanted: Query) =>
  infiniteQueryOptions<
    Results,
    ApiProblem | Error,
    { pages: Results[] },
    readonly unknown[],
    string | null
  >({
    queryKey: ["search", "results", wanted],
    queryFn: ({ pageParam }) =>
      browse.search({ ...wanted, facets: pageParam ? 0 : 1, limit: PAGE, cursor: pageParam }),
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: Boolean(wanted.q),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
