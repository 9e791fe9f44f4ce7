import { ApiProblem, type TitleCard } from "@streamverse/api";
import type { I18n } from "@streamverse/i18n";
import { useEffect } from "react";

/** A refusal in the reader's words; what the service says itself is used when it is about them. */
export function wordsFor(error: unknown, { t }: I18n): string {
  if (!(error instanceof ApiProblem)) return t("error.server");
  if (error.status === 0) return t("error.offline");
  if (error.status === 429) return t("error.busy");
  if (error.status >= 500 && error.status !== 507) return t("error.server");
  return error.detail || error.title;
}

/** The same for operators: numbers and codes. */
export function detailOf(error: unknown): string | undefined {
  if (error instanceof ApiProblem)
    return [error.status, error.code, error.detail].filter(Boolean).join(" · ");
  return error instanceof Error ? error.message : undefined;
}

/** "2026 · 1 hr 32 min · Drama". */
export function metaLine(card: TitleCard, { t, duration }: I18n, withGenres = true): string {
  return [
    card.year ? String(card.year) : "",
    card.kind === "series" ? t("title.series") : "",
    card.kind !== "series" && card.runtime_seconds ? duration(card.runtime_seconds) : "",
    withGenres
      ? card.genres
          .slice(0, 2)
          .map((genre) => genre.name)
          .join(", ")
      : "",
  ]
    .filter(Boolean)
    .join("  ·  ");
}

/** How much of a film was seen, when that is worth showing. */
export function seenShare(card: TitleCard): number | null {
  if (!card.position_seconds || !card.runtime_seconds) return null;
  const share = card.position_seconds / card.runtime_seconds;
  return share > 0.01 && share < 0.97 ? share : null;
}

const SITE = "StreamVerse";

/** The tab's name while a page is open; the service wrote the first one. */
export function useTabName(name: string): void {
  useEffect(() => {
    document.title = name ? `${name} · ${SITE}` : SITE;
  }, [name]);
}
