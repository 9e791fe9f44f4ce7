import type { Preferences } from "@streamverse/api";
import { isLocale, type Locale } from "@streamverse/i18n";

/** What of a profile's preferences this device keeps, so that it holds before the service answers. */
export interface Habits {
  readonly reducedMotion: boolean;
  readonly autoplayNext: boolean;
  readonly autoplayPreviews: boolean;
}

const STORED_AS = "streamverse.habits";
const FRESH: Habits = { reducedMotion: false, autoplayNext: true, autoplayPreviews: true };

export function habits(): Habits {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? "{}");
    return { ...FRESH, ...(stored as Partial<Habits>) };
  } catch {
    return FRESH;
  }
}

/** Put the stored habits on the document before the first paint. */
export function applyHabits(): void {
  const { reducedMotion } = habits();
  if (reducedMotion) document.documentElement.dataset.motion = "reduced";
  else delete document.documentElement.dataset.motion;
}

/** Take a profile's preferences up: language, motion, and what plays by itself. */
export function takeUp(preferences: Preferences, setLocale: (locale: Locale) => void): void {
  const kept: Habits = {
    reducedMotion: preferences.reduced_motion,
    autoplayNext: preferences.autoplay_next,
    autoplayPreviews: preferences.autoplay_previews,
  };
  localStorage.setItem(STORED_AS, JSON.stringify(kept));
  applyHabits();
  const language = preferences.interface_language?.split("-")[0];
  if (isLocale(language)) setLocale(language);
}

/** Nobody is signed in: nobody's habits. */
export function dropHabits(): void {
  localStorage.removeItem(STORED_AS);
  applyHabits();
}
