export type { Key } from "./en.ts";
export { clock } from "./format.ts";
export { LOCALES, type Locale } from "./locales.ts";
export type { Values } from "./message.ts";
export { type I18n, I18nProvider, useI18n } from "./react.tsx";
