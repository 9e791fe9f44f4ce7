import {
  curation,
  type HomeLayoutWish,
  type SmartQuery,
  type TermKind,
  terms,
  type ViewerToBe,
} from "@streamverse/api";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

export const collectionsQuery = infiniteQueryOptions({
  queryKey: ["curation", "collections"],
  queryFn: ({ pageParam }) => curation.collections(pageParam),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor ?? null,
});

export const collectionQuery = (id: string) =>
  queryOptions({
    queryKey: ["curation", "collection", id],
    queryFn: () => curation.collection(id),
    refetchOnWindowFocus: false,
  });

export const itemsQuery = (id: string) =>
  queryOptions({
    queryKey: ["curation", "items", id],
    queryFn: () => curation.items(id),
    refetchOnWindowFocus: false,
  });

export const foundQuery = (q: string) =>
  queryOptions({
    queryKey: ["curation", "found", q],
    queryFn: () => curation.findTitles(q),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
  });

export const previewQuery = (query: SmartQuery) =>
  queryOptions({
    queryKey: ["curation", "preview", query],
    queryFn: () => curation.previewQuery(query),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const layoutsQuery = queryOptions({
  queryKey: ["curation", "layouts"],
  queryFn: curation.layouts,
});

export const homePreviewQuery = (layout: HomeLayoutWish | null, viewer: ViewerToBe) =>
  queryOptions({
    queryKey: ["curation", "home", layout, viewer],
    queryFn: () => curation.previewHome(layout, viewer),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** All there are, also those without a title yet. */
export const termsQuery = (kind: TermKind) =>
  queryOptions({ queryKey: ["curation", "terms", kind], queryFn: () => terms.all(kind) });

export const genresQuery = termsQuery("genres");
export const categoriesQuery = termsQuery("categories");
