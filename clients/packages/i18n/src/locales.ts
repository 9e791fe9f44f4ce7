import { en, type Key } from "./en.ts";
import type { Message } from "./message.ts";

export const LOCALES = { en: "English", hi: "हिन्दी" } as const;
export type Locale = keyof typeof LOCALES;

const STORED_AS = "streamverse.locale";
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

export function isLocale(tag: string | null | undefined): tag is Locale {
  return typeof tag === "string" && Object.hasOwn(LOCALES, tag);
}

/** The first of the reader's languages that we speak, English otherwise. */
export function negotiate(stored: string | null, preferred: readonly string[]): Locale {
  if (isLocale(stored)) return stored;
  return preferred.map((tag) => tag.split("-")[0]).find(isLocale) ?? "en";
}

export function startingLocale(): Locale {
  return negotiate(localStorage.getItem(STORED_AS), navigator.languages);
}

export function remember(locale: Locale): void {
  localStorage.setItem(STORED_AS, locale);
}

export function directionOf(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** The dictionary of a locale; all but English arrive as a file of their own. */
export async function load(locale: Locale): Promise<Record<Key, Message>> {
  return locale === "hi" ? (await import("./hi.ts")).hi : en;
}
