import { COUNTRIES } from "../../../people/countries.ts";

export interface Named {
  readonly value: string;
  readonly name: string;
}

/** Languages that films are in, by name in the reader's language. */
const LANGUAGES =
  "en hi ar bn de es fr it ja ko mr nl pa pl pt ru ta te tr ur zh sw am ha yo zu fa he el sv da no fi cs hu ro uk id ms th vi gu kn ml ne si lg rw so".split(
    " ",
  );

export function languages(nameOf: (tag: string) => string): readonly Named[] {
  return LANGUAGES.map((value) => ({ value, name: nameOf(value) })).sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

export function countryName(code: string, locale: string): string {
  if (code === "*") return "*";
  try {
    return new Intl.DisplayNames(locale, { type: "region" }).of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}

export function countries(locale: string): readonly Named[] {
  return COUNTRIES.map((value) => ({ value, name: countryName(value, locale) })).sort((a, b) =>
    a.name.localeCompare(b.name, locale),
  );
}
