import {
  type Account,
  ApiProblem,
  api,
  csrfToken,
  type ShownHome,
  type ShownTitle,
} from "@streamverse/api";
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";

/** The account, or null for a guest. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async (): Promise<Account | null> => {
    // Without the cookie that comes with a sign-in there is nobody to ask about.
    if (!csrfToken()) return null;
    try {
      return await api.me();
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const homeQuery = queryOptions({
  queryKey: ["home"],
  queryFn: (): Promise<ShownHome> => api.home(),
  // Titles that are still being prepared turn up by themselves.
  refetchInterval: ({ state }) => {
    const cards = state.data?.rows.flatMap((row) => row.items) ?? [];
    return cards.length < 6 || cards.some((card) => !card.is_playable) ? 5_000 : false;
  },
});

export const titleQuery = (slug: string) =>
  queryOptions({
    queryKey: ["title", slug],
    queryFn: (): Promise<ShownTitle> => api.title(slug),
    refetchInterval: ({ state }) => (state.data && !state.data.is_playable ? 4_000 : false),
  });

/** The title that plays an asset; null while there is none. */
export const titleOfAssetQuery = (assetId: string) =>
  queryOptions({ queryKey: ["title", "of", assetId], queryFn: () => api.titleOfAsset(assetId) });

export const assetQuery = (id: string) =>
  queryOptions({ queryKey: ["asset", id], queryFn: () => api.asset(id) });

export const assetsQuery = infiniteQueryOptions({
  queryKey: ["assets"],
  queryFn: ({ pageParam }) => api.assets(pageParam),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
  refetchInterval: ({ state }) => {
    const assets = state.data?.pages.flatMap((page) => page.items) ?? [];
    return assets.some((asset) => asset.state !== "ready" && asset.state !== "failed")
      ? 3_000
      : false;
  },
});

/** What belongs to one person and must not be seen by the next, not even for a moment. */
const THEIRS = new Set([
  "asset",
  "assets",
  "home",
  "browse",
  "title",
  "search",
  "history",
  "watchlist",
  "devices",
  "preferences",
  "privacy",
  "profiles",
  "second-factors",
  "security-log",
  "social",
  "api-tokens",
]);

/** Somebody signed in or out: who is here changes at once, everything else is asked for again. */
export async function changeViewer(queryClient: QueryClient, account: Account | null) {
  queryClient.setQueryData(meQuery.queryKey, account);
  const isTheirs = (kind: unknown) => THEIRS.has(String(kind));
  await Promise.all([
    queryClient.resetQueries({ predicate: ({ queryKey }) => isTheirs(queryKey[0]) }),
    queryClient.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== "me" && !isTheirs(queryKey[0]),
    }),
  ]);
}

const CREATORS = new Set(["creator", "editor", "admin", "superuser"]);

export function isCreator(account: Account | null | undefined): boolean {
  // In a kids profile nobody makes anything.
  if (account?.profile?.is_kids) return false;
  return account?.roles.some((role) => CREATORS.has(role)) ?? false;
}
