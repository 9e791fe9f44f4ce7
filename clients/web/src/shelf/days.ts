export interface Day<T> {
  readonly name: string;
  readonly items: readonly T[];
}

/** Things by the day they were last touched, in the reader's own time; the order stays. */
export function byDay<T extends { updated_at: string }>(
  items: readonly T[],
  now: Date,
  locale: string,
  names: { today: string; yesterday: string },
): readonly Day<T>[] {
  const today = now.toDateString();
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).toDateString();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
  const days = new Map<string, T[]>();
  for (const item of items) {
    const at = new Date(item.updated_at);
    const day = at.toDateString();
    const name = day === today ? names.today : day === before ? names.yesterday : format.format(at);
    days.set(name, [...(days.get(name) ?? []), item]);
  }
  return [...days].map(([name, found]) => ({ name, items: found }));
}
