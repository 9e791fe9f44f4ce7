export { clock } from "./format.ts";
export type { Key } from "./keys.ts";
export {
  type Chapter,
  isLocale,
  LOCALES,
  type Locale,
  openChapter,
  startingLocale,
} from "./locales.ts";
export type { Values } from "./message.ts";
export { type I18n, I18nProvider, useI18n } from "./react.tsx";
