import type { AssetCard } from "@streamverse/api";

export interface Candidate {
  readonly candidate: number;
  readonly url: string;
  readonly isChosen: boolean;
}

/** One small picture per candidate; the service lists each in several sizes and formats. */
export function candidatesOf({ posters }: Pick<AssetCard, "posters">): readonly Candidate[] {
  const smallest = [...posters].sort((a, b) => a.width - b.width);
  const found = new Map<number, Candidate>();
  for (const { candidate, url, is_chosen } of smallest) {
    if (!found.has(candidate)) found.set(candidate, { candidate, url, isChosen: is_chosen });
  }
  return [...found.values()].sort((a, b) => a.candidate - b.candidate);
}
