import type { Preferences } from "@streamverse/api";
import { isLocale, type Locale } from "@streamverse/i18n";
import { keep } from "@streamverse/player/memory";
import { keepHabits } from "./habits.ts";

/** Take a profile's preferences up: language, motion, and what plays by itself. */
export function takeUp(preferences: Preferences, setLocale: (locale: Locale) => void): void {
  keepHabits({
    reducedMotion: preferences.reduced_motion,
    autoplayNext: preferences.autoplay_next,
    autoplayPreviews: preferences.autoplay_previews,
  });
  const { audio_language, subtitle_language } = preferences;
  keep({
    ...(audio_language ? { audioLanguage: audio_language } : {}),
    ...(subtitle_language ? { textLanguage: subtitle_language } : {}),
  });
  const language = preferences.interface_language?.split("-")[0];
  if (isLocale(language)) setLocale(language);
}
