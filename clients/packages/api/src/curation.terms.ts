import { ask, wishKey } from "./ask.ts";

export type TermKind = "genres" | "categories";

/** A genre or a category. */
export interface Term {
  readonly slug: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly position: number;
  readonly title_count: number;
}

const at = (kind: TermKind, slug = "") => `/api/v1/${kind}${slug && `/${slug}`}`;

/** Genres and categories, as editors keep them. */
export const terms = {
  all: (kind: TermKind) =>
    ask<{ items: Term[] }>("GET", at(kind), { query: { all: true, language: "und" } }),
  make: (kind: TermKind, name: string, position: number) =>
    ask<Term>("POST", at(kind), { body: { name, position }, key: wishKey() }),
  put: (kind: TermKind, { slug, name, names, position }: Term) =>
    ask<Term>("PUT", at(kind, slug), { body: { name, names, position } }),
  merge: (kind: TermKind, slug: string, into: string) =>
    ask<Term>("POST", `${at(kind, slug)}/merge`, { body: { into } }),
  remove: (kind: TermKind, slug: string) => ask<null>("DELETE", at(kind, slug)),
};
