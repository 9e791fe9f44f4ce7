import { type Answered, ask, askFor, type Query, wishKey } from "./ask.ts";
import type {
  ArtworkRole,
  Artworks,
  Board,
  Chan,
  Change,
  DeletedTitle,
  Flag,
  Genre,
  Paged,
  PersonCard,
  PlannedTitle,
  Readiness,
  Resolution,
  ReviewItem,
  RightsAnswer,
  RightsWindow,
  RightsWish,
  SeasonRow,
  Step,
  StudioCard,
  StudioTitle,
  TitleDocument,
  TitleState,
  Version,
} from "./studio.shapes.ts";

const V1 = "/api/v1";
const title = (id: string, rest = "") => `${V1}/titles/${encodeURIComponent(id)}${rest}`;
/** Texts as they were written, not in the reader's language. */
const ORIGINAL = { language: "und" };

export interface Move {
  readonly to: TitleState;
  readonly comment: string;
  readonly publish_at?: string | null;
  readonly expire_at?: string | null;
}

export interface EpisodeWish {
  readonly number?: number | null;
  readonly name?: string;
  readonly synopsis?: string;
  readonly released_on?: string | null;
  readonly asset_id?: string | null;
}

/** What the studio asks of the catalog: titles, their people, pictures, rights and history. */
export const studio = {
  titles: (query: Query) =>
    ask<Paged<StudioCard>>("GET", `${V1}/titles`, {
      query: { ...ORIGINAL, include: "desk", limit: 50, ...query },
    }),
  deleted: async (cursor: string | null): Promise<Paged<StudioCard & { deleted_at: string }>> => {
    const query = { cursor, limit: 50 };
    const page = await ask<Paged<DeletedTitle>>("GET", `${V1}/titles/deleted`, { query });
    return {
      items: page.items.map(({ title: card, deleted_at }) => ({ ...card, deleted_at })),
      next_cursor: page.next_cursor,
    };
  },
  title: (id: string): Promise<Answered<StudioTitle>> =>
    askFor("GET", title(id), { query: ORIGINAL }),
  create: (wish: Partial<TitleDocument>, key: string) =>
    ask<StudioTitle>("POST", `${V1}/titles`, { body: wish, key }),
  change: (
    id: string,
    change: Partial<TitleDocument> & { readonly expire_at?: string | null },
    version: string | null,
    keepalive = false,
  ) =>
    askFor<StudioTitle>("PATCH", title(id), { query: ORIGINAL, body: change, version, keepalive }),
  remove: (id: string, version: string | null = null) =>
    ask<null>("DELETE", title(id), { version, keepalive: true }),
  bringBack: (id: string) => ask<StudioTitle>("POST", title(id, "/restore"), { body: {} }),

  move: (id: string, move: Move, version: string | null) =>
    askFor<StudioTitle>("POST", title(id, "/moves"), { body: move, version, key: wishKey() }),
  steps: (id: string) => ask<Paged<Step>>("GET", title(id, "/steps")),
  comment: (id: string, comment: string) =>
    ask<Step>("POST", title(id, "/comments"), { body: { comment }, key: wishKey() }),
  readiness: (id: string) => ask<Readiness>("GET", title(id, "/readiness")),
  versions: (id: string) => ask<Paged<Version>>("GET", title(id, "/versions")),
  diff: (id: string, from: number, to: number) =>
    ask<{ changes: readonly Change[] }>("GET", title(id, "/versions/diff"), {
      query: { from, to },
    }),
  restore: (id: string, number: number, version: string | null) =>
    askFor<StudioTitle>("POST", title(id, `/versions/${number}/restore`), { body: {}, version }),

  windows: (id: string) => ask<Paged<RightsWindow>>("GET", title(id, "/rights")),
  addWindow: (id: string, wish: RightsWish, key: string) =>
    ask<RightsWindow>("POST", title(id, "/rights"), { body: wish, key }),
  putWindow: (id: string, window: RightsWindow, wish: RightsWish) =>
    ask<RightsWindow>("PUT", title(id, `/rights/${window.id}`), {
      body: wish,
      version: window.etag,
    }),
  removeWindow: (id: string, window: RightsWindow) =>
    ask<null>("DELETE", title(id, `/rights/${window.id}`), { version: window.etag }),
  decision: (id: string, query: Query) =>
    ask<RightsAnswer>("GET", title(id, "/rights/decision"), { query }),

  setArtwork: (
    id: string,
    role: ArtworkRole,
    file: Blob,
    facts: { alt: string; x: number; y: number },
  ) => {
    const form = new FormData();
    form.append("file", file);
    form.append("alt", facts.alt);
    form.append("focal_x", String(facts.x));
    form.append("focal_y", String(facts.y));
    return ask<unknown>("PUT", title(id, `/artwork/${role}`), { body: form });
  },
  changeArtwork: (
    id: string,
    role: ArtworkRole,
    change: { alt?: string; focal?: { x: number; y: number } },
  ) => ask<Artworks>("PATCH", title(id, `/artwork/${role}`), { body: change }),
  removeArtwork: (id: string, role: ArtworkRole) =>
    ask<null>("DELETE", title(id, `/artwork/${role}`), { keepalive: true }),

  addSeason: (id: string, wish: { number?: number; name?: string }) =>
    ask<SeasonRow>("POST", title(id, "/seasons"), { body: wish, key: wishKey() }),
  removeSeason: (id: string, season: number) =>
    ask<null>("DELETE", title(id, `/seasons/${season}`)),
  episodes: (id: string, season: number, cursor: string | null) =>
    ask<Paged<SeasonRow["episodes"][number]>>("GET", title(id, `/seasons/${season}/episodes`), {
      query: { cursor, limit: 100 },
    }),
  addEpisode: (id: string, season: number, wish: EpisodeWish) =>
    ask<unknown>("POST", title(id, `/seasons/${season}/episodes`), { body: wish, key: wishKey() }),
  changeEpisode: (id: string, season: number, number: number, wish: EpisodeWish) =>
    ask<unknown>("PUT", title(id, `/seasons/${season}/episodes/${number}`), { body: wish }),
  removeEpisode: (id: string, season: number, number: number) =>
    ask<null>("DELETE", title(id, `/seasons/${season}/episodes/${number}`), { keepalive: true }),
  orderEpisodes: (id: string, season: number, episode_ids: readonly string[]) =>
    ask<unknown>("POST", title(id, `/seasons/${season}/order`), { body: { episode_ids } }),
  moveEpisode: (id: string, episode_id: string, season: number, number: number | null) =>
    ask<unknown>("POST", title(id, `/episodes/${episode_id}/move`), { body: { season, number } }),

  people: (q: string, signal?: AbortSignal) =>
    ask<Paged<PersonCard>>("GET", `${V1}/people`, {
      query: { q, limit: 8 },
      ...(signal ? { signal } : {}),
    }),
  genres: () => ask<Paged<Genre>>("GET", `${V1}/genres`),
  categories: () => ask<Paged<Genre>>("GET", `${V1}/categories`),
  tags: (q: string) => ask<Paged<Genre>>("GET", `${V1}/tags`, { query: { q } }),
  boards: async (): Promise<readonly Board[]> => {
    const found = await ask<{ boards?: Board[]; items?: Board[] } | Board[]>(
      "GET",
      `${V1}/ratings`,
    );
    return Array.isArray(found) ? found : (found.boards ?? found.items ?? []);
  },
  channels: () => ask<Paged<Chan>>("GET", `${V1}/channels`, { query: { mine: true, limit: 100 } }),

  /** How often titles were watched, by id. */
  views: async (ids: readonly string[]): Promise<Readonly<Record<string, number>>> => {
    const query = { title_id: ids.slice(0, 100) };
    return (await ask<{ views: Record<string, number> }>("GET", `${V1}/playback/views`, { query }))
      .views;
  },

  review: (query: Query) => ask<Paged<ReviewItem>>("GET", `${V1}/review`, { query }),
  flags: (query: Query) => ask<Paged<Flag>>("GET", `${V1}/flags`, { query }),
  resolveFlag: (id: string, resolution: Resolution, comment: string) =>
    ask<unknown>("POST", `${V1}/flags/${id}/resolve`, { body: { resolution, comment } }),
  rightsCalendar: (query: Query) =>
    ask<Paged<PlannedTitle>>("GET", `${V1}/rights/calendar`, { query }),
};
