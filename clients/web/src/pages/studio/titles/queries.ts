import { studio } from "@streamverse/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Looking } from "./address.ts";

export const titlesQuery = (looking: Looking) =>
  infiniteQueryOptions({
    queryKey: ["studio", "titles", looking],
    queryFn: ({ pageParam }) =>
      looking.trash
        ? studio.deleted(pageParam)
        : studio.titles({ ...asked(looking), cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });

/** The filter as the service takes it; batch edits and exports take the same. */
export function asked({ all, trash: _, flagged, ...rest }: Looking) {
  return {
    ...rest,
    ...(all ? { desk: true } : { mine: true }),
    ...(flagged ? { flagged: true } : {}),
  };
}

export const genresQuery = queryOptions({
  queryKey: ["studio", "genres"],
  queryFn: async () => (await studio.genres()).items,
  staleTime: 60_000,
});

export const channelsQuery = queryOptions({
  queryKey: ["studio", "channels", "mine"],
  queryFn: async () => (await studio.channels()).items,
  staleTime: 60_000,
  retry: false,
});
