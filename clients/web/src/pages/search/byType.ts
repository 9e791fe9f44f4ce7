import type { Found, FoundType } from "@streamverse/api";

/** What was found by kind of thing, that with the best result first; the order within stays. */
export function byType(
  items: readonly Found[],
): readonly (readonly [FoundType, readonly Found[]])[] {
  const types = new Map<FoundType, Found[]>();
  for (const item of items) types.set(item.type, [...(types.get(item.type) ?? []), item]);
  return [...types];
}
