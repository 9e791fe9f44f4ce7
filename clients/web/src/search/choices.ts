import type { RecentQuery, Suggestion } from "@streamverse/api";

/** One line of the list under the search box. */
export interface SearchChoice {
  readonly key: string;
  readonly kind: "recent" | "trending" | "query" | "title" | "person" | "channel" | "episode";
  readonly text: string;
  /** Where it leads: a page, or the results for its words. */
  readonly url: string;
  readonly image: string | null;
  readonly year: number | null;
}

const KINDS: Readonly<Record<string, SearchChoice["kind"]>> = {
  title: "title",
  person: "person",
  channel: "channel",
  episode: "episode",
};

/** The page of the results for some words. */
export function resultsUrl(words: string): string {
  return `/search?${new URLSearchParams({ q: words.trim() })}`;
}

/** What is offered while somebody types. */
export function suggested(items: readonly Suggestion[]): readonly SearchChoice[] {
  return items.map((item, index) => ({
    key: `s${index} ${item.url ?? item.text}`,
    kind: KINDS[item.type] ?? "query",
    text: item.text,
    url: pathOf(item.url) ?? resultsUrl(item.text),
    image: item.image_url ?? null,
    year: item.year ?? null,
  }));
}

/** What is offered before anything is typed: what one looked for, then what others look for. */
export function remembered(
  recent: readonly RecentQuery[],
  trending: readonly { readonly text: string }[],
): readonly SearchChoice[] {
  const lines = (kind: "recent" | "trending", texts: readonly string[]) =>
    texts.map((text) => ({
      key: `${kind} ${text}`,
      kind,
      text,
      url: resultsUrl(text),
      image: null,
      year: null,
    }));
  const own = recent.slice(0, 6).map((query) => query.text);
  const others = trending.map((query) => query.text).filter((text) => !own.includes(text));
  return [...lines("recent", own), ...lines("trending", others.slice(0, 6))];
}

/** The line after a key: arrows go round by way of the box itself (-1). */
export function moved(at: number, count: number, key: "ArrowDown" | "ArrowUp"): number {
  if (count === 0) return -1;
  if (key === "ArrowDown") return at + 1 >= count ? -1 : at + 1;
  return at < 0 ? count - 1 : at - 1;
}

function pathOf(url: string | null | undefined): string | null {
  return url?.startsWith("/") && !url.startsWith("//") ? url : null;
}
