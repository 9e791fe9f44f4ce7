import { shelf } from "@streamverse/api";
import { infiniteQueryOptions } from "@tanstack/react-query";

export const historyQuery = infiniteQueryOptions({
  queryKey: ["history"],
  queryFn: ({ pageParam }) => shelf.history(pageParam),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
  staleTime: 0,
});

export const watchlistQuery = infiniteQueryOptions({
  queryKey: ["watchlist"],
  queryFn: ({ pageParam }) => shelf.list(pageParam),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
  staleTime: 0,
});
