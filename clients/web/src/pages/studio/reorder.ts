/** A list with one of its items somewhere else. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const rest = [...items];
  const [item] = rest.splice(from, 1);
  if (item === undefined) return items;
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, item);
  return rest;
}

/** Where a pointer is among rows, by their middles: the place its item would take. */
export function placeAt(middles: readonly number[], y: number, from: number): number {
  const before = middles.filter((middle, i) => i !== from && middle < y).length;
  return before;
}
