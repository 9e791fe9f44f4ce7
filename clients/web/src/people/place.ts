import type { Place } from "@streamverse/api";
import type { I18n } from "@streamverse/i18n";

/** "India", "your network"; empty when nobody knows. */
export function placeName(place: Place | null | undefined, { t, locale }: I18n): string {
  if (!place) return "";
  if (place.is_private) return t("place.private");
  if (!place.country) return "";
  return countryName(place.country, locale);
}

export function countryName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
