import type { FactorMethod } from "@streamverse/api";

/** A path of this site, as `next` must be; anything that leads elsewhere is nothing. */
export function sitePath(value: unknown, origin = location.origin): string | undefined {
  if (typeof value !== "string" || !value.startsWith("/")) return undefined;
  try {
    const url = new URL(value, origin);
    return url.origin === origin ? url.pathname + url.search + url.hash : undefined;
  } catch {
    return undefined;
  }
}

/** A value of the address as it was written: the router reads what looks like JSON as JSON. */
export function said(value: unknown): string | undefined {
  if (typeof value === "string") return value || undefined;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

const FACTORS: readonly FactorMethod[] = ["totp", "passkey", "recovery_code"];

/** The second factors in a list, or in "totp,passkey" as addresses have them. */
export function factorMethods(names: unknown): FactorMethod[] {
  const list = Array.isArray(names) ? names : String(names).split(",");
  return FACTORS.filter((factor) => list.includes(factor));
}
