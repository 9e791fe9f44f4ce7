import { body, client } from "./client.ts";

/** What somebody watched and wants to watch. */
export const shelf = {
  history: (cursor: string | null) =>
    body(client.GET("/api/v1/playback/history", { params: { query: { limit: 40, cursor } } })),
  removeFromHistory: (asset_id: string) =>
    body(
      client.DELETE("/api/v1/playback/history/{asset_id}", {
        params: { path: { asset_id } },
        keepalive: true,
      }),
    ),
  clearHistory: () => body(client.DELETE("/api/v1/playback/history", { keepalive: true })),
  pauseHistory: (is_paused: boolean) =>
    body(client.PUT("/api/v1/playback/history/pause", { body: { is_paused } })),
  /** Keep a title out of "continue watching" until it is watched again. */
  dismiss: (title_id: string) =>
    body(client.DELETE("/api/v1/playback/continue/{title_id}", { params: { path: { title_id } } })),
  takeBack: (title_id: string) =>
    body(client.PUT("/api/v1/playback/continue/{title_id}", { params: { path: { title_id } } })),
  list: (cursor: string | null) =>
    body(client.GET("/api/v1/playback/watchlist", { params: { query: { limit: 48, cursor } } })),
  add: (title_id: string) =>
    body(client.PUT("/api/v1/playback/watchlist/{title_id}", { params: { path: { title_id } } })),
  remove: (title_id: string) =>
    body(
      client.DELETE("/api/v1/playback/watchlist/{title_id}", {
        params: { path: { title_id } },
        keepalive: true,
      }),
    ),
};
