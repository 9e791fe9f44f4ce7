import type { Inspection } from "@streamverse/api";
import type { I18n, Key } from "@streamverse/i18n";

/** What names a title: without one of these a table makes none. */
const NAMING = new Set(["name", "id", "slug", "series", "imdb", "tmdb", "eidr", "external_id"]);
const CREDITS = ["credits.actor", "credits.director", "credits.writer", "credits.producer"];
const TRANSLATED = /^(name|tagline|synopsis)\.([A-Za-z-]+)$/;
const CREDITED = /^credits\.(.+)$/;

export type Mapping = Readonly<Record<string, string>>;

/** A field in the reader's words; texts in another language say which. */
export function fieldName(field: string, { t, language }: I18n): string {
  const translated = TRANSLATED.exec(field);
  if (translated?.[1] && translated[2]) {
    return `${fieldName(translated[1], { t, language } as I18n)} (${language(translated[2])})`;
  }
  const credited = CREDITED.exec(field);
  if (credited?.[1] && !CREDITS.includes(field)) {
    return `${t("import.field.credits")} (${credited[1]})`;
  }
  return t(`import.field.${field}` as Key);
}

/** What a column may be: all fields, and what was guessed beside them. */
export function choices(inspection: Inspection): readonly string[] {
  const known = inspection.fields.map(({ name }) => name);
  const guessed = Object.values(inspection.mapping).filter((field) => field);
  return [...new Set([...known, ...CREDITS, ...guessed])];
}

export function hasName(mapping: Mapping): boolean {
  return Object.values(mapping).some((field) => NAMING.has(field));
}

/** A field that two columns have. */
export function fieldTwice(mapping: Mapping): string | null {
  const fields = Object.values(mapping).filter((field) => field);
  return fields.find((field, at) => fields.indexOf(field) !== at) ?? null;
}
