import { ApiProblem, type FactorMethod } from "@streamverse/api";
import { factorMethods } from "../../people/paths.ts";

/** What the first step of a sign-in gives: good for the second, for a few minutes. */
export interface Ticket {
  readonly ticket: string;
  readonly methods: readonly FactorMethod[];
}

/** The ticket that a refusal carries, when it was one for the second factor. */
export function ticketIn(error: unknown): Ticket | null {
  if (!(error instanceof ApiProblem) || error.code !== "second_factor_required") return null;
  const { ticket, methods } = error.facts;
  if (typeof ticket !== "string" || !Array.isArray(methods)) return null;
  return { ticket, methods: factorMethods(methods) };
}
