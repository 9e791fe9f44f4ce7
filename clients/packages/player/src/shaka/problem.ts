import type { Problem, ProblemKind } from "../core/index.ts";
import shaka from "./shaka.ts";

/** A Shaka error as what the viewer can do about it. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof shaka.util.Error)) {
    return { kind: "unknown", detail: error instanceof Error ? error.message : String(error) };
  }
  const { Category, Code } = shaka.util.Error;
  const detail = `Shaka ${error.category}.${error.code}`;
  if (error.code === Code.BAD_HTTP_STATUS) {
    const status = Number(error.data[1]);
    return { kind: kindOfStatus(status), detail: `${detail}, HTTP ${status}` };
  }
  if (error.category === Category.NETWORK) return { kind: "network", detail };
  if (error.category === Category.MEDIA) return { kind: "decode", detail };
  if (error.code === Code.CONTENT_UNSUPPORTED_BY_BROWSER) return { kind: "decode", detail };
  return { kind: "unknown", detail };
}

function kindOfStatus(status: number): ProblemKind {
  if (status === 401 || status === 403) return "expired";
  if (status === 404 || status === 410) return "gone";
  return "network";
}

/** Loading was interrupted by the next load: nobody's problem. */
export function isInterruption(error: unknown): boolean {
  return (
    error instanceof shaka.util.Error &&
    (error.code === shaka.util.Error.Code.LOAD_INTERRUPTED ||
      error.code === shaka.util.Error.Code.OPERATION_ABORTED)
  );
}
