import { type Paged, studio } from "@streamverse/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Looking } from "./address.ts";
import type { Listed } from "./TitleTable.tsx";

export const titlesQuery = (looking: Looking, isEditor: boolean) =>
  infiniteQueryOptions({
    queryKey: ["studio", "titles", looking, isEditor],
    queryFn: ({ pageParam }): Promise<Paged<Listed>> =>
      looking.trash
        ? studio.deleted(pageParam)
        : studio.titles({ ...asked(looking, isEditor), cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });

/** The filter as the service takes it; batch edits and exports take the same. */
export function asked({ mine, trash: _, flagged, ...rest }: Looking, isEditor: boolean) {
  return {
    ...rest,
    ...(isEditor && !mine ? { desk: true } : { mine: true }),
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

/** How often titles were watched: asked apart, so that the table does not wait for it. */
export const viewsQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ["studio", "views", ids],
    queryFn: () => studio.views(ids),
    enabled: ids.length > 0,
    retry: false,
    placeholderData: (before: Readonly<Record<string, number>> | undefined) => before,
  });
