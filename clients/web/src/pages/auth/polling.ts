import { ApiProblem } from "@streamverse/api";

export type AfterAnswer =
  | { end: null; interval: number }
  | { end: "denied" | "expired" | "lost"; interval: number };

const SLOWER_BY = 5;

/** What to do after a refusal while waiting for another device (RFC 8628, section 3.5). */
export function afterAnswer(error: unknown, interval: number): AfterAnswer {
  if (!(error instanceof ApiProblem)) return { end: "lost", interval };
  switch (error.facts.error ?? error.code) {
    case "authorization_pending":
      return { end: null, interval };
    case "slow_down":
      return { end: null, interval: interval + SLOWER_BY };
    case "access_denied":
      return { end: "denied", interval };
    case "expired_token":
      return { end: "expired", interval };
    default:
      // A short loss of the line is waited out, each time a little longer.
      return error.isPassing
        ? { end: null, interval: Math.max(interval + SLOWER_BY, error.retryAfterSeconds ?? 0) }
        : { end: "lost", interval };
  }
}
