import { ApiProblem } from "@streamverse/api";
import type { I18n, Key } from "@streamverse/i18n";
import { wordsFor } from "../words.ts";
import { isTurnedAway } from "./passkeys.ts";

export function codeOf(error: unknown): string {
  return error instanceof ApiProblem ? error.code : "";
}

/** A refusal in the reader's words; nothing when they turned away by themselves. */
export function refusalWords(error: unknown, i18n: I18n): string | undefined {
  if (!error || isTurnedAway(error)) return undefined;
  return known(codeOf(error), i18n) ?? wordsFor(error, i18n);
}

/** The words of a refusal that came back by address, as `/login?problem=…`. */
export function problemWords(code: string, i18n: I18n): string {
  return known(code, i18n) ?? i18n.t("problem.social");
}

/** Refusals with a sentence in the dictionary, because the reader may not read English. */
function known(code: string, { t }: I18n): string | null {
  if (!/^\w+$/.test(code)) return null;
  const words = t(`problem.${code}` as Key);
  return words === `problem.${code}` ? null : words;
}
