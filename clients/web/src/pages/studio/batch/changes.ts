import type { BatchChange } from "@streamverse/api";

/** Fields of one value, and of several; how each is filled in. */
export const ONE = [
  "year",
  "rating",
  "min_age",
  "category",
  "original_language",
  "access",
] as const;
export const MANY = ["genres", "tags", "languages", "countries", "advisories"] as const;
export type Field = (typeof ONE)[number] | (typeof MANY)[number];
export type How = "add" | "remove" | "set";

export interface Draft {
  readonly key: number;
  readonly field: Field;
  readonly how: How;
  readonly value: string;
  readonly values: readonly string[];
}

const NUMBERS: ReadonlySet<Field> = new Set<Field>(["year", "min_age"]);
/** What is empty as a text; the others are empty as null. */
const TEXTS: ReadonlySet<Field> = new Set<Field>(["rating"]);

export function isMany(field: Field): boolean {
  return (MANY as readonly Field[]).includes(field);
}

export function newDraft(key: number): Draft {
  return { key, field: "genres", how: "add", value: "", values: [] };
}

/** The drafts as one change; null while there is nothing to do. */
export function changeOf(drafts: readonly Draft[]): BatchChange | null {
  const set: Record<string, unknown> = {};
  const add: Record<string, readonly string[]> = {};
  const remove: Record<string, readonly string[]> = {};
  for (const { field, how, value, values } of drafts) {
    if (!isMany(field)) {
      set[field] = plain(field, value.trim());
    } else if (how === "set") {
      set[field] = values;
    } else if (values.length > 0) {
      const into = how === "add" ? add : remove;
      into[field] = [...(into[field] ?? []), ...values];
    }
  }
  const isEmpty = [set, add, remove].every((each) => Object.keys(each).length === 0);
  return isEmpty ? null : { set, add, remove };
}

function plain(field: Field, text: string): unknown {
  if (text === "") return TEXTS.has(field) ? "" : null;
  return NUMBERS.has(field) ? Number(text) : text;
}

/** A value in the preview. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(", ");
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}
