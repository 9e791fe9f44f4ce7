import type { Asset } from "@streamverse/api";

export interface Candidate {
  readonly candidate: number;
  readonly url: string;
  readonly isChosen: boolean;
}

/** One small picture per candidate; the service lists each in several sizes and formats. */
export function candidatesOf(asset: Asset): readonly Candidate[] {
  const found = new Map<number, Candidate>();
  asset.posters.forEach((picture, index) => {
    const candidate = picture.candidate ?? index;
    if (!found.has(candidate))
      found.set(candidate, { candidate, url: picture.url, isChosen: index === 0 });
  });
  return [...found.values()].sort((a, b) => a.candidate - b.candidate);
}
