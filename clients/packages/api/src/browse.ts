import { ask, type Query } from "./ask.ts";
import type {
  Listed,
  RecentQuery,
  Results,
  ShownCard,
  ShownCollection,
  ShownEpisode,
  ShownHome,
  ShownPerson,
  Suggestion,
  Term,
  TitleMoment,
} from "./browse.shapes.ts";

const V1 = "/api/v1";
const part = encodeURIComponent;

/** What viewers ask to find something: one function per question. */
export const browse = {
  /** The home page's rows further down. */
  homeRows: (cursor: string) => ask<ShownHome>("GET", `${V1}/home`, { query: { cursor } }),
  titles: (query: Query) => ask<Listed<ShownCard>>("GET", `${V1}/titles`, { query }),
  genres: () => ask<Listed<Term>>("GET", `${V1}/genres`),
  categories: () => ask<Listed<Term>>("GET", `${V1}/categories`),
  collection: (slug: string) => ask<ShownCollection>("GET", `${V1}/collections/${part(slug)}`),
  collectionTitles: (slug: string, query: Query) =>
    ask<Listed<ShownCard>>("GET", `${V1}/collections/${part(slug)}/titles`, { query }),
  person: (slug: string) => ask<ShownPerson>("GET", `${V1}/people/${part(slug)}`),
  episodes: (id: string, season: number, query: Query) =>
    ask<Listed<ShownEpisode>>("GET", `${V1}/titles/${part(id)}/seasons/${season}/episodes`, {
      query,
    }),
  similar: (id: string) =>
    ask<{ readonly items: readonly ShownCard[] }>("GET", `${V1}/titles/${part(id)}/similar`),
  moments: (id: string, q: string) =>
    ask<{ readonly items: readonly TitleMoment[] }>("GET", `${V1}/titles/${part(id)}/moments`, {
      query: { q },
    }),
  flag: (id: string, reason: string, comment: string, key: string) =>
    ask<unknown>("POST", `${V1}/titles/${part(id)}/flags`, { body: { reason, comment }, key }),

  search: (query: Query) => ask<Results>("GET", `${V1}/search`, { query }),
  suggest: (q: string, signal: AbortSignal) =>
    ask<{ readonly items: readonly Suggestion[] }>("GET", `${V1}/search/suggest`, {
      query: { q },
      signal,
    }),
  trendingQueries: () =>
    ask<{ readonly items: readonly { readonly text: string }[] }>("GET", `${V1}/search/trending`),
  recentQueries: () =>
    ask<{ readonly items: readonly RecentQuery[] }>("GET", `${V1}/search/recent`),
  forgetQuery: (id: string) => ask<unknown>("DELETE", `${V1}/search/recent/${part(id)}`),
  forgetQueries: () => ask<unknown>("DELETE", `${V1}/search/recent`),
};
