import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import * as adminInEnglish from "./admin.en.ts";
import * as adminInHindi from "./admin.hi.ts";
import * as browseInEnglish from "./browse.en.ts";
import * as browseInHindi from "./browse.hi.ts";
import { en } from "./en.ts";
import { ago, bytes, clock, duration, language, percent } from "./format.ts";
import { hi } from "./hi.ts";
import type { Key } from "./keys.ts";
import { directionOf, load, negotiate, openChapter, shelfOf } from "./locales.ts";
import { fill, type Message } from "./message.ts";
import * as peopleInEnglish from "./people.en.ts";
import * as peopleInHindi from "./people.hi.ts";
import * as playerInEnglish from "./player.en.ts";
import * as playerInHindi from "./player.hi.ts";
import * as studioInEnglish from "./studio.en.ts";
import * as studioInHindi from "./studio.hi.ts";

function holes(message: Message): string[] {
  const sentences = typeof message === "string" ? [message] : Object.values(message);
  return [...new Set(sentences.flatMap((s) => s.match(/\{\w+\}/g) ?? []))].sort();
}

const ENGLISH: Record<Key, Message> = {
  ...en,
  ...adminInEnglish.admin,
  ...browseInEnglish.browse,
  ...peopleInEnglish.people,
  ...playerInEnglish.player,
  ...studioInEnglish.studio,
};
const HINDI: Record<Key, Message> = {
  ...hi,
  ...adminInHindi.admin,
  ...browseInHindi.browse,
  ...peopleInHindi.people,
  ...playerInHindi.player,
  ...studioInHindi.studio,
};
const KEYS = Object.keys(ENGLISH) as Key[];

describe("the dictionaries", () => {
  it.each(KEYS)("leave the same room for values in %s", (key) => {
    expect(holes(HINDI[key])).toEqual(holes(ENGLISH[key]));
  });

  it("speak no word that no page says", () => {
    const root = new URL("../../../", import.meta.url);
    const sources = ["packages/ui/src", "packages/player/src", "web/src"]
      .flatMap((folder) =>
        readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
          .filter((name) => /\.tsx?$/.test(name))
          .map((name) => readFileSync(new URL(`${folder}/${name}`, root), "utf8")),
      )
      .join("\n");
    const isSaid = (key: string) =>
      sources.includes(`"${key}"`) ||
      // Built from a part: `state.${state}`, `player.error.${kind}.title`.
      [...sources.matchAll(/`([\w.]+)\.\$\{[^}]+\}([\w.]*)`/g)].some(
        ([, start, end]) => key.startsWith(`${start}.`) && key.endsWith(end ?? ""),
      );
    expect(KEYS.filter((key) => !isSaid(key))).toEqual([]);
  });
});

describe("a chapter", () => {
  it("is at hand once a page has opened it, in every language spoken from then on", async () => {
    vi.stubGlobal("localStorage", { getItem: () => "en" });
    vi.stubGlobal("navigator", { languages: [] });
    expect(shelfOf("en")["auth.email"]).toBeUndefined();
    await openChapter("people");
    expect(shelfOf("en")["auth.email"]).toBe("Email");
    expect((await load("hi"))["auth.email"]).toBe("ईमेल");
    expect(shelfOf("hi")["app.home"]).toBe("होम");
    vi.unstubAllGlobals();
  });
});

describe("messages", () => {
  it("choose the plural of the language", () => {
    expect(fill(en["title.seasons"], "en", { count: 1 })).toBe("1 season");
    expect(fill(en["title.seasons"], "en", { count: 0 })).toBe("0 seasons");
  });

  it("leave a hole they were given nothing for, and show numbers the local way", () => {
    expect(fill("{a} {b}", "en", { a: 12_345 })).toBe("12,345 {b}");
    expect(fill("{a}", "hi", { a: 1_234_567 })).toBe("12,34,567");
  });
});

describe("numbers that change", () => {
  it("show a player's clock", () => {
    expect(clock(83)).toBe("1:23");
    expect(clock(5025.9)).toBe("1:23:45");
    expect(clock(Number.NaN)).toBe("0:00");
  });

  it("say durations in the reader's words", () => {
    expect(duration(5400, "en")).toBe("1 hr 30 min");
    expect(duration(180, "en", "long")).toBe("3 minutes");
    expect(duration(45, "en")).toBe("45 sec");
  });

  it("never call something finished that is not", () => {
    expect(percent(0.999, "en")).toBe("99%");
    expect(percent(1, "en")).toBe("100%");
  });

  it("show sizes in decimal units", () => {
    expect(bytes(1_500_000_000, "en")).toBe("1.5 GB");
    expect(bytes(0, "en")).toBe("0 byte");
  });

  it("say how long ago something was", () => {
    const now = Date.parse("2026-11-21T12:00:00Z");
    expect(ago("2026-11-21T11:59:40Z", now, "en")).toBe("now");
    expect(ago("2026-11-21T09:30:00Z", now, "en")).toBe("2 hours ago");
    expect(ago("2026-11-20T11:00:00Z", now, "en")).toBe("yesterday");
    expect(ago("2026-06-01T11:00:00Z", now, "en")).toBe("Jun 1, 2026");
  });

  it("name languages, and keep quiet about unknown ones", () => {
    expect(language("hi", "en")).toBe("Hindi");
    expect(language("und", "en")).toBe("");
  });
});

describe("the locale", () => {
  it("is the stored one, else the first we speak", () => {
    expect(negotiate("hi", ["en"])).toBe("hi");
    expect(negotiate("xx", ["fr-FR", "hi-IN"])).toBe("hi");
    expect(negotiate(null, ["fr"])).toBe("en");
  });

  it("knows which way it runs", () => {
    expect(directionOf("ar")).toBe("rtl");
    expect(directionOf("hi")).toBe("ltr");
  });
});
