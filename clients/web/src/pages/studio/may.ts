import type { Account } from "@streamverse/api";

/** May they change everybody's titles? */
export function isEditor(me: Account | null | undefined): boolean {
  return me?.permissions.includes("catalog.edit") ?? false;
}
