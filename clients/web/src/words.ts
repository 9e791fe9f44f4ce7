import { ApiProblem, type ShownCard } from "@streamverse/api";
import type { I18n, Key } from "@streamverse/i18n";
import type { CardBadge } from "@streamverse/ui";
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

type Facts = Omit<ShownCard, "artwork">;

/** "2026 · 1 hr 32 min · Drama"; a creator's title says whose it is. */
export function metaLine(card: Facts, { t, duration }: I18n, withGenres = true): string {
  return [
    card.year ? String(card.year) : "",
    card.kind === "series" ? t("title.series") : "",
    card.kind !== "series" && card.runtime_seconds ? duration(card.runtime_seconds) : "",
    card.channel ? card.channel.name : "",
    withGenres && !card.channel
      ? card.genres
          .slice(0, 2)
          .map((genre) => genre.name)
          .join(", ")
      : "",
  ]
    .filter(Boolean)
    .join("  ·  ");
}

const BADGES: Readonly<Record<string, Key>> = {
  early_access: "card.early",
  leaving_soon: "card.leaving",
  new: "card.new",
  top10: "card.top10",
};

/** What a card says in its corner: at most what it costs and one reason to look. */
export function badgesOf(card: Facts, { t }: I18n, known?: string): readonly CardBadge[] {
  if (!card.is_playable && !card.event && card.kind !== "station") {
    return [{ label: t("home.soon") }];
  }
  const reason = card.badges?.find((badge) => badge !== known && BADGES[badge]);
  const key = reason && BADGES[reason];
  return [
    ...(key ? [{ label: t(key), isStrong: reason === "leaving_soon" }] : []),
    ...(isPaid(card.access) ? [{ label: t(`access.${card.access}`) }] : []),
  ];
}

/** Is there something to give for it? */
export function isPaid(
  access: ShownCard["access"],
): access is "subscription" | "rent" | "buy" | "ticket" {
  return access !== null && access !== undefined && access !== "free" && access !== "ads";
}

/** How much of a film was seen, when that is worth showing. */
export function seenShare(card: Facts): number | null {
  const { position, length } = placeIn(card);
  const share = length ? position / length : 0;
  return share > 0.01 && share < 0.97 ? share : null;
}

/** How much of what one would go on with is left, in seconds. */
export function leftOf(card: Facts): number {
  const { position, length } = placeIn(card);
  return length - position;
}

function placeIn({ going_on, position_seconds, runtime_seconds }: Facts) {
  return {
    position: (going_on ? going_on.position_seconds : position_seconds) ?? 0,
    length: going_on?.duration_seconds ?? runtime_seconds ?? 0,
  };
}

/** "S1 E2 · The Ringed One", for what goes on with an episode. */
export function episodeLine({ going_on }: Facts, { t }: I18n): string {
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
