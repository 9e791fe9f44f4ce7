import type { Ceiling } from "@streamverse/api";

/** A kids profile shows nothing above this age. */
const KIDS_CEILING = 13;
const AGES: readonly NonNullable<Ceiling>[] = [0, 7, 13, 16, 18];

/** The ceilings to choose from, in years; null is none. */
export function ceilingsFor(isKids: boolean): Ceiling[] {
  return isKids ? AGES.filter((age) => age <= KIDS_CEILING) : [...AGES, null];
}

/** The ceiling of a profile that becomes a kids profile: as it was, if that is low enough. */
export function ceilingForKids(present: Ceiling): Ceiling {
  return present !== null && present <= KIDS_CEILING ? present : KIDS_CEILING;
}
