/** What of a profile's preferences this device keeps, so that it holds before the service answers. */
export interface Habits {
  readonly reducedMotion: boolean;
  readonly autoplayNext: boolean;
  readonly autoplayPreviews: boolean;
}

const STORED_AS = "streamverse.habits";
const FRESH: Habits = { reducedMotion: false, autoplayNext: true, autoplayPreviews: true };

export function habits(): Habits {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? "{}");
    return { ...FRESH, ...(stored as Partial<Habits>) };
  } catch {
    return FRESH;
  }
}

/** Put the stored habits on the document before the first paint. */
export function applyHabits(): void {
  const { reducedMotion } = habits();
  if (reducedMotion) document.documentElement.dataset.motion = "reduced";
  else delete document.documentElement.dataset.motion;
}

/** Keep what the person who is here now prefers; nothing when nobody is. */
export function keepHabits(kept: Habits | null): void {
  if (kept) localStorage.setItem(STORED_AS, JSON.stringify(kept));
  else localStorage.removeItem(STORED_AS);
  applyHabits();
}
