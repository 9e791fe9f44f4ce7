import type { MethodResponse } from "openapi-fetch";
import { body, type Client, client } from "./client.ts";
import type { TitleInput, TitlePatch } from "./shapes.ts";

/** What the pages ask of the service, one function per question. */
export const api = {
  me: () => body(client.GET("/api/v1/me")),
  signOut: () => body(client.POST("/api/v1/auth/logout")),

  home: () => body(client.GET("/api/v1/home")),
  title: (id_or_slug: string) =>
    body(client.GET("/api/v1/titles/{id_or_slug}", { params: { path: { id_or_slug } } })),
  /** The title that plays an asset of mine, or null while there is none. */
  titleOfAsset: async (asset_id: string) => {
    const query = { asset_id, mine: true, limit: 1 };
    const found = await body(client.GET("/api/v1/titles", { params: { query } }));
    const [card] = found.items;
    return card ? api.title(card.id) : null;
  },
  createTitle: (title: TitleInput) => body(client.POST("/api/v1/titles", { body: title })),
  changeTitle: (id_or_slug: string, change: TitlePatch) =>
    body(
      client.PATCH("/api/v1/titles/{id_or_slug}", {
        params: { path: { id_or_slug } },
        body: change,
      }),
    ),

  assets: (cursor: string | null) =>
    body(client.GET("/api/v1/assets", { params: { query: { limit: 50, cursor } } })),
  asset: (asset_id: string) =>
    body(client.GET("/api/v1/assets/{asset_id}", { params: { path: { asset_id } } })),
  /** Try again what failed: one rendition, one unit, or everything when nothing is named. */
  retryAsset: (asset_id: string, part: { rendition?: string; unit_id?: string } = {}) =>
    body(
      client.POST("/api/v1/assets/{asset_id}/retry", {
        params: { path: { asset_id } },
        body: part,
      }),
    ),
  deleteAsset: (asset_id: string) =>
    body(
      client.DELETE("/api/v1/assets/{asset_id}", {
        params: { path: { asset_id } },
        keepalive: true,
      }),
    ),
  choosePoster: (asset_id: string, candidate: number) =>
    body(
      client.PUT("/api/v1/assets/{asset_id}/poster", {
        params: { path: { asset_id } },
        body: { candidate },
      }),
    ),
  addCaptions: (asset_id: string, file: string, type: string, language: string, label: string) =>
    body(
      client.POST("/api/v1/assets/{asset_id}/captions", {
        params: { path: { asset_id }, query: { language, label, kind: "subtitles" } },
        body: file,
        bodySerializer: (text) => text,
        headers: { "Content-Type": type },
      }),
    ),
  removeCaptions: (asset_id: string, track_id: string) =>
    body(
      client.DELETE("/api/v1/assets/{asset_id}/captions/{track_id}", {
        params: { path: { asset_id, track_id } },
        keepalive: true,
      }),
    ),

  startPlayback: (what: { title_id: string } | { asset_id: string }) =>
    body(client.POST("/api/v1/playback/sessions", { body: what })),
  playback: (session_id: string) =>
    body(
      client.GET("/api/v1/playback/sessions/{session_id}", { params: { path: { session_id } } }),
    ),
  /** Survives the end of the page. */
  savePosition: (session_id: string, position_seconds: number, sequence: number) =>
    body(
      client.PUT("/api/v1/playback/sessions/{session_id}/position", {
        params: { path: { session_id } },
        body: { position_seconds, sequence },
        keepalive: true,
      }),
    ),
  heartbeat: (session_id: string) =>
    body(
      client.POST("/api/v1/playback/sessions/{session_id}/heartbeat", {
        params: { path: { session_id } },
      }),
    ),
};

export type AssetPage = MethodResponse<Client, "get", "/api/v1/assets">;

/** Server-sent events named `asset`: the same body as `api.asset`, at each change. */
export function assetEventsUrl(id: string): string {
  return `/api/v1/assets/${encodeURIComponent(id)}/events`;
}
