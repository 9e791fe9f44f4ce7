import type { TitleDocument } from "@streamverse/api";
import type { Edits, Field } from "./document.ts";
import { isSame, merge } from "./merge.ts";

/** A field that somebody else changed meanwhile, too. */
export interface Clash {
  readonly field: Field;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** A title under somebody's hands: what the service has, and what they typed since. */
export interface Draft {
  readonly base: TitleDocument;
  readonly version: string | null;
  readonly edits: Edits;
  /** On its way to the service. */
  readonly sending: Edits | null;
  /** Why the service would not take a field as it is. */
  readonly refused: Readonly<Partial<Record<Field, string>>>;
  readonly clashes: readonly Clash[];
}

/** What is kept on the device while it is not saved: each field, and what it was before. */
export type Kept = Readonly<
  Partial<Record<Field, { readonly base: unknown; readonly mine: unknown }>>
>;

export function opened(base: TitleDocument, version: string | null, kept: Kept = {}): Draft {
  const fields = Object.entries(kept) as [Field, { base: unknown; mine: unknown }][];
  const before = Object.fromEntries(fields.map(([field, { base: was }]) => [field, was]));
  const edits = Object.fromEntries(fields.map(([field, { mine }]) => [field, mine])) as Edits;
  const empty = { sending: null, refused: {}, clashes: [] };
  return rebased(
    { ...empty, base: { ...base, ...before } as TitleDocument, version, edits },
    base,
    version,
  );
}

/** The whole document as it looks on screen. */
export function shown(draft: Draft): TitleDocument {
  return { ...draft.base, ...draft.sending, ...draft.edits };
}

export function edited(draft: Draft, change: Edits): Draft {
  const stored = { ...draft.base, ...draft.sending };
  const edits = { ...draft.edits, ...change };
  for (const field of Object.keys(edits) as Field[]) {
    if (isSame(edits[field], stored[field])) delete edits[field];
  }
  const refused = { ...draft.refused };
  for (const field of Object.keys(change) as Field[]) delete refused[field];
  return { ...draft, edits, refused };
}

/** What there is to send now; null when nothing is, or when somebody must choose first. */
export function toSend({ edits, sending, refused, clashes }: Draft): Edits | null {
  if (sending || clashes.length > 0) return null;
  const ready = Object.fromEntries(
    Object.entries(edits).filter(([field]) => !(field in refused)),
  ) as Edits;
  return Object.keys(ready).length > 0 ? ready : null;
}

export function begun(draft: Draft, sending: Edits): Draft {
  const edits = { ...draft.edits };
  for (const field of Object.keys(sending) as Field[]) delete edits[field];
  return { ...draft, edits, sending };
}

/** The service took it, and answered with the document as it is now. */
export function saved(draft: Draft, base: TitleDocument, version: string | null): Draft {
  return edited({ ...draft, base, version, sending: null }, {});
}

/** It did not arrive: what was on its way waits again, under what was typed since. */
export function returned(draft: Draft): Draft {
  return { ...draft, edits: { ...draft.sending, ...draft.edits }, sending: null };
}

export function refused(draft: Draft, reasons: Draft["refused"]): Draft {
  return { ...returned(draft), refused: { ...draft.refused, ...reasons } };
}

/** Somebody else changed the title: their document becomes the ground, mine stays on top of it. */
export function rebased(draft: Draft, theirs: TitleDocument, version: string | null): Draft {
  const mine = returned(draft);
  const edits: Record<string, unknown> = {};
  const clashes: Clash[] = [];
  for (const field of Object.keys(mine.edits) as Field[]) {
    const merged = merge(mine.base[field], mine.edits[field], theirs[field]);
    if (!isSame(merged.value, theirs[field])) edits[field] = merged.value;
    if (merged.isClash) clashes.push({ field, mine: merged.value, theirs: theirs[field] });
  }
  return { ...mine, base: theirs, version, edits: edits as Edits, clashes };
}

export type Side = "mine" | "theirs";

export function decided(draft: Draft, sides: Readonly<Partial<Record<Field, Side>>>): Draft {
  const edits = { ...draft.edits };
  for (const { field } of draft.clashes) if (sides[field] === "theirs") delete edits[field];
  return { ...draft, edits, clashes: [] };
}

/** What the device keeps in case nothing more can be sent. */
export function keptOf(draft: Draft): Kept {
  const waiting = { ...draft.sending, ...draft.edits };
  return Object.fromEntries(
    (Object.keys(waiting) as Field[]).map((field) => [
      field,
      { base: draft.base[field] ?? null, mine: waiting[field] ?? null },
    ]),
  );
}

export function isClean(draft: Draft): boolean {
  return draft.sending === null && Object.keys(draft.edits).length === 0;
}
