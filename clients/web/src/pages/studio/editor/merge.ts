/** Three-way merging of one field: what both started from, what I made of it, what somebody else did. */

export interface Merged {
  readonly value: unknown;
  /** Both changed it, each differently: somebody has to choose. */
  readonly isClash: boolean;
}

export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, i) => isSame(each, b[i]));
  }
  if (isRecord(a) && isRecord(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => isSame(a[name], b[name]));
  }
  return false;
}

/** Words in lists merge like sets, records by their entries; all else is one or the other. */
export function merge(base: unknown, mine: unknown, theirs: unknown): Merged {
  if (isSame(mine, theirs) || isSame(base, theirs)) return { value: mine, isClash: false };
  if (isSame(base, mine)) return { value: theirs, isClash: false };
  if (isWords(base) && isWords(mine) && isWords(theirs)) {
    const kept = theirs.filter((word) => mine.includes(word) || !base.includes(word));
    const added = mine.filter((word) => !base.includes(word) && !theirs.includes(word));
    return { value: [...kept, ...added], isClash: false };
  }
  if (isRecord(mine) && isRecord(theirs)) {
    const before = isRecord(base) ? base : {};
    const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
    const parts = names.map(
      (name) => [name, merge(before[name], mine[name], theirs[name])] as const,
    );
    return {
      value: Object.fromEntries(
        parts
          .filter(([, part]) => part.value !== undefined)
          .map(([name, part]) => [name, part.value]),
      ),
      isClash: parts.some(([, part]) => part.isClash),
    };
  }
  return { value: mine, isClash: true };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
