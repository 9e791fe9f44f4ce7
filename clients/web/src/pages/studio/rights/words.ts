import type { I18n } from "@streamverse/i18n";
import { countryName } from "../editor/places.ts";
import type { Drawn } from "./timeline.ts";

/** "Subscription", or "Blackout". */
export function offerWords({ monetisation, is_blackout }: Drawn, { t }: I18n): string {
  return is_blackout ? t("studio.rights.blackout") : t(`studio.access.${monetisation}`);
}

export function placesWords(window: Drawn, { t, locale, list }: I18n): string {
  const { territories, excluded_territories: without } = window;
  const named = (codes: readonly string[]) =>
    list(codes.slice(0, 6).map((code) => countryName(code, locale))) +
    (codes.length > 6 ? " …" : "");
  if (territories.length === 0) return "";
  const where = territories.includes("*") ? t("studio.territory.all") : named(territories);
  return without.length > 0 ? t("studio.rights.except", { where, without: named(without) }) : where;
}

/** "1 Nov 2026 – 1 Dec 2026", "from 1 Nov 2026 on". */
export function timesWords({ from_at, until_at }: Drawn, { t, moment }: I18n): string {
  return until_at
    ? t("studio.rights.span", { from: moment(from_at), until: moment(until_at) })
    : t("studio.rights.open", { from: moment(from_at) });
}

/** What stands on a bar. */
export function barWords(window: Drawn, i18n: I18n): string {
  return [offerWords(window, i18n), placesWords(window, i18n)].filter(Boolean).join(" · ");
}

/** Everything a bar says, in one sentence for who cannot see it. */
export function windowWords(window: Drawn, i18n: I18n): string {
  const isAll = window.platforms.includes("*") || window.platforms.length === 0;
  const platforms = isAll
    ? ""
    : i18n.list(window.platforms.map((name) => platformName(name, i18n)));
  return [barWords(window, i18n), timesWords(window, i18n), platforms].filter(Boolean).join(", ");
}

const KNOWN = ["web", "mobile", "tv", "embed"] as const;

export function platformName(name: string, { t }: I18n): string {
  const known = KNOWN.find((each) => each === name);
  return known ? t(`studio.platform.${known}`) : name;
}
