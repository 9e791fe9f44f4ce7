import type { Access, ShownOffer } from "@streamverse/api";

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;
const CHEAPEST: readonly Access[] = ["free", "ads", "subscription", "rent", "buy", "ticket"];

/** Days until the last offer ends, when that is soon: 0 is today. Null while nothing presses. */
export function daysLeft(offers: readonly ShownOffer[], now: Date): number | null {
  if (offers.length === 0 || offers.some((offer) => offer.until_at === null)) return null;
  const last = Math.max(...offers.map((offer) => Date.parse(offer.until_at ?? "")));
  const left = last - now.getTime();
  if (Number.isNaN(left) || left <= 0) return null;
  const days = Math.floor(left / DAY_MS);
  return days <= SOON_DAYS ? days : null;
}

/** What is asked for a title, the cheapest first; each once. */
export function waysToWatch(offers: readonly ShownOffer[]): readonly Access[] {
  return CHEAPEST.filter((way) => offers.some((offer) => offer.monetisation === way));
}

/** May somebody without any plan or purchase watch it? Nobody said otherwise: yes. */
export function isOpenToAll(access: Access | null | undefined): boolean {
  return !access || access === "free" || access === "ads";
}
