import { en } from "./en.ts";
import type { Key } from "./keys.ts";
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

export type Words = Partial<Record<Key, Message>>;
/** Words that arrive together: all but English's first chapter are files of their own. */
export type Chapter = "admin" | "browse" | "core" | "people" | "player" | "studio";

const CHAPTERS: Record<Locale, Record<Chapter, () => Promise<Words>>> = {
  en: {
    admin: async () => (await import("./admin.en.ts")).admin,
    browse: async () => (await import("./browse.en.ts")).browse,
    core: async () => en,
    people: async () => (await import("./people.en.ts")).people,
    player: async () => (await import("./player.en.ts")).player,
    studio: async () => (await import("./studio.en.ts")).studio,
  },
  hi: {
    admin: async () => (await import("./admin.hi.ts")).admin,
    browse: async () => (await import("./browse.hi.ts")).browse,
    core: async () => (await import("./hi.ts")).hi,
    people: async () => (await import("./people.hi.ts")).people,
    player: async () => (await import("./player.hi.ts")).player,
    studio: async () => (await import("./studio.hi.ts")).studio,
  },
};

const opened = new Set<Chapter>(["core"]);
const read = new Set<string>();
const shelves: Record<Locale, Words> = { en: { ...en }, hi: {} };

/** What can be said at once, without waiting for a file. */
export function shelfOf(locale: Locale): Words {
  return shelves[locale];
}

/** Have a chapter's words at hand before a page that says them is shown. */
export async function openChapter(chapter: Chapter): Promise<void> {
  opened.add(chapter);
  await load(startingLocale());
}

/** The words of a locale: every chapter that was opened so far, and those that follow. */
export async function load(locale: Locale): Promise<Words> {
  const shelf = shelves[locale];
  await Promise.all(
    [...opened].map(async (chapter) => {
      const name = `${locale} ${chapter}`;
      if (read.has(name)) return;
      Object.assign(shelf, await CHAPTERS[locale][chapter]());
      read.add(name);
    }),
  );
  return shelf;
}
