/** Qualities, languages and subtitles as the menus show them. */

export interface Variant {
  readonly width: number;
  readonly height: number;
  readonly bandwidth: number;
}

export interface Quality {
  /** The shorter side in pixels, what people call "720p". */
  readonly rung: number;
  readonly label: string;
  readonly bandwidth: number;
}

export type QualityChoice = number | "auto";

export interface AudioChoice {
  readonly id: string;
  readonly language: string;
  readonly label: string;
  readonly role: string;
}

export interface TextTrack {
  readonly language: string;
  readonly label: string;
  readonly kind: string;
  readonly url: string;
}

export function rungOf(variant: Pick<Variant, "width" | "height">): number {
  return Math.min(variant.width, variant.height);
}

/** One entry per rung, the sharpest first; variants that differ only in sound are one. */
export function qualities(variants: readonly Variant[]): readonly Quality[] {
  const byRung = new Map<number, Quality>();
  for (const variant of variants) {
    const rung = rungOf(variant);
    if (rung <= 0) continue;
    const known = byRung.get(rung);
    if (!known || known.bandwidth < variant.bandwidth) {
      byRung.set(rung, { rung, label: `${rung}p`, bandwidth: variant.bandwidth });
    }
  }
  return [...byRung.values()].sort((a, b) => b.rung - a.rung);
}

/** Keep the viewer's choice across manifests: the same rung, or the next one below, or auto. */
export function carryQuality(choice: QualityChoice, offered: readonly Quality[]): QualityChoice {
  if (choice === "auto" || offered.some((q) => q.rung === choice)) return choice;
  return offered.find((q) => q.rung < choice)?.rung ?? "auto";
}

/** The subtitles to show first: the last language chosen, otherwise none. */
export function preferredText(
  tracks: readonly TextTrack[],
  remembered: string | null,
): TextTrack | null {
  if (!remembered) return null;
  return tracks.find((t) => sameLanguage(t.language, remembered)) ?? null;
}

/** The audio to take: the last language chosen, otherwise whatever the film leads with. */
export function preferredAudio(
  choices: readonly AudioChoice[],
  remembered: string | null,
): AudioChoice | null {
  const match = remembered ? choices.find((c) => sameLanguage(c.language, remembered)) : undefined;
  return match ?? choices[0] ?? null;
}

function sameLanguage(a: string, b: string): boolean {
  return a.split("-")[0]?.toLowerCase() === b.split("-")[0]?.toLowerCase();
}
