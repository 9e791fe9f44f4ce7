import { body, client } from "./client.ts";
import type { CollectionWish, HomeLayoutWish, SmartQuery, ViewerToBe } from "./curation.shapes.ts";

const one = (id_or_slug: string) => ({ params: { path: { id_or_slug } } });

/** Only if it is still this version: somebody else may have changed it meanwhile. */
const only = (version: number) => ({ "If-Match": `"${version}"` });

const change = (id_or_slug: string, version: number) => ({
  params: { path: { id_or_slug }, header: only(version) },
});

const layout = (layout_id: string, version: number) => ({
  params: { path: { layout_id }, header: only(version) },
});

/** What editors arrange: collections of titles, and the layouts of the home page. */
export const curation = {
  collections: (cursor: string | null) =>
    body(client.GET("/api/v1/collections", { params: { query: { cursor, limit: 100 } } })),
  collection: (id: string) => body(client.GET("/api/v1/collections/{id_or_slug}", one(id))),
  makeCollection: (wish: CollectionWish) =>
    body(client.POST("/api/v1/collections", { body: wish })),
  putCollection: (id: string, version: number, wish: CollectionWish) =>
    body(client.PUT("/api/v1/collections/{id_or_slug}", { ...change(id, version), body: wish })),
  removeCollection: (id: string, version: number) =>
    body(client.DELETE("/api/v1/collections/{id_or_slug}", change(id, version))),
  items: (id: string) => body(client.GET("/api/v1/collections/{id_or_slug}/items", one(id))),
  putItems: (
    id: string,
    version: number,
    items: readonly { title_id?: string; collection_id?: string }[],
  ) =>
    body(
      client.PUT("/api/v1/collections/{id_or_slug}/items", {
        ...change(id, version),
        body: { items: [...items] },
      }),
    ),
  previewQuery: (query: SmartQuery) =>
    body(client.POST("/api/v1/collections/preview", { body: { query } })),
  findTitles: (q: string) =>
    body(client.GET("/api/v1/titles", { params: { query: { q, limit: 12, desk: true } } })),

  layouts: () => body(client.GET("/api/v1/home-layouts")),
  makeLayout: (wish: HomeLayoutWish) => body(client.POST("/api/v1/home-layouts", { body: wish })),
  putLayout: (id: string, version: number, wish: HomeLayoutWish) =>
    body(client.PUT("/api/v1/home-layouts/{layout_id}", { ...layout(id, version), body: wish })),
  removeLayout: (id: string, version: number) =>
    body(client.DELETE("/api/v1/home-layouts/{layout_id}", layout(id, version))),
  previewHome: (wish: HomeLayoutWish | null, viewer: ViewerToBe) =>
    body(client.POST("/api/v1/home-layouts/preview", { body: { layout: wish, viewer } })),

  genres: () => body(client.GET("/api/v1/genres")),
};
