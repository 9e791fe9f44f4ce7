/** What the player remembers on this device between films. */
export interface Memory {
  readonly volume: number;
  readonly muted: boolean;
  readonly audioLanguage: string | null;
  readonly textLanguage: string | null;
}

const STORED_AS = "streamverse.player";
const FRESH: Memory = { volume: 1, muted: false, audioLanguage: null, textLanguage: null };

export function recall(): Memory {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? "{}");
    return { ...FRESH, ...(stored as Partial<Memory>) };
  } catch {
    return FRESH;
  }
}

export function keep(part: Partial<Memory>): void {
  localStorage.setItem(STORED_AS, JSON.stringify({ ...recall(), ...part }));
}
