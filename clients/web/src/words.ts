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
  const { position, length } = placeIn(card);
  const share = length ? position / length : 0;
  return share > 0.01 && share < 0.97 ? share : null;
}

/** How much of what one would go on with is left, in seconds. */
export function leftOf(card: TitleCard): number {
  const { position, length } = placeIn(card);
  return length - position;
}

function placeIn({ going_on, position_seconds, runtime_seconds }: TitleCard) {
  return {
    position: (going_on ? going_on.position_seconds : position_seconds) ?? 0,
    length: going_on?.duration_seconds ?? runtime_seconds ?? 0,
  };
}

/** "S1 E2 · The Ringed One", for what goes on with an episode. */
export function episodeLine({ going_on }: TitleCard, { t }: I18n): string {
  if (!going_on?.episode_id) return "";
  const number = t("home.episode", {
    season: going_on.season_number ?? 0,
    number: going_on.episode_number ?? 0,
  });
  return [number, going_on.episode_name].filter(Boolean).join(" · ");
}

const SITE = "StreamVerse";

/** The tab's name while a page is open; the service wrote the first one. */
export function useTabName(name: string): void {
  useEffect(() => {
    document.title = name ? `${name} · ${SITE}` : SITE;
  }, [name]);
}
