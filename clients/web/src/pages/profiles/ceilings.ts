/** A kids profile shows nothing above this age. */
export const KIDS_CEILING = 13;
const AGES = [0, 7, 10, 13, 16, 18] as const;

/** The ceilings to choose from, in years; null is none. What a profile has is always among them. */
export function ceilingsFor(
  isKids: boolean,
  present: number | null | undefined,
): (number | null)[] {
  const ages = new Set<number>(AGES);
  if (typeof present === "number") ages.add(present);
  const sorted = [...ages].sort((a, b) => a - b);
  return isKids ? sorted.filter((age) => age <= KIDS_CEILING) : [...sorted, null];
}
