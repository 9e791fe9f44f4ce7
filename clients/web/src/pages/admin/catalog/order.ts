/** Returns a list with the thing at one place moved to another. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const place = Math.max(0, Math.min(to, list.length - 1));
  const rest = list.filter((_, index) => index !== from);
  const thing = list[from];
  return thing === undefined ? [...list] : [...rest.slice(0, place), thing, ...rest.slice(place)];
}

/** Returns where a thing goes that is let go over a list, by the middles of its places. */
export function placeAt(middles: readonly number[], y: number): number {
  return middles.filter((middle) => middle < y).length;
}

/** "IN, ke  US" as codes; what is no code stays, for the service to say so. */
export function codes(text: string): string[] {
  return [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/u)
        .filter(Boolean),
    ),
  ];
}

/** What a `datetime-local` box holds, as an instant; null when it is empty. */
export function instant(local: string): string | null {
  const date = local ? new Date(local) : null;
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

/** An instant as a `datetime-local` box takes it, in the editor's own time. */
export function local(at: string | null | undefined): string {
  if (!at) return "";
  const date = new Date(at);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
