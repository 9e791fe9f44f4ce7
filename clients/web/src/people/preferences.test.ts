import type { Preferences } from "@streamverse/api";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { applyHabits, habits, keepHabits } from "./habits.ts";
import { takeUp } from "./preferences.ts";

const stored = new Map<string, string>();
const dataset: Record<string, string> = {};

beforeEach(() => {
  stored.clear();
  for (const name of Object.keys(dataset)) delete dataset[name];
  vi.stubGlobal("document", { documentElement: { dataset } });
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
  });
});

const calm: Preferences = {
  interface_language: "hi-IN",
  audio_language: "ta",
  subtitle_language: null,
  region: null,
  quality: "auto",
  autoplay_next: false,
  autoplay_previews: false,
  reduced_motion: true,
  roads: { email: true, push: true, in_app: true },
  quiet_hours: null,
};

describe("a profile's preferences", () => {
  it("hold on this device before the service answers", () => {
    const setLocale = vi.fn();
    takeUp(calm, setLocale);
    expect(setLocale).toHaveBeenCalledExactlyOnceWith("hi");
    expect(habits()).toMatchObject({ autoplayNext: false, reducedMotion: true });
    expect(dataset.motion).toBe("reduced");
    expect(JSON.parse(stored.get("streamverse.player") ?? "{}")).toMatchObject({
      audioLanguage: "ta",
      textLanguage: null,
    });
  });

  it("leave a language alone that the site does not speak", () => {
    const setLocale = vi.fn();
    takeUp({ ...calm, interface_language: "sw" }, setLocale);
    expect(setLocale).not.toHaveBeenCalled();
  });

  it("go with the person", () => {
    takeUp(calm, vi.fn());
    keepHabits(null);
    expect(habits().autoplayNext).toBe(true);
    expect(dataset.motion).toBeUndefined();
  });

  it("survive a broken store", () => {
    stored.set("streamverse.habits", "{");
    applyHabits();
    expect(habits().autoplayNext).toBe(true);
  });
});
