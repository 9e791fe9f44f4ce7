import type { AssetCard } from "@streamverse/api";

/** The largest JPEG of each picture that was taken from the film. */
export function framesOf({ posters }: Pick<AssetCard, "posters">): readonly string[] {
  const found = new Map<number, { url: string; width: number }>();
  for (const { candidate, url, width } of posters) {
    if (!/\.jpe?g($|\?)/.test(url)) continue;
    const before = found.get(candidate);
    if (!before || before.width < width) found.set(candidate, { url, width });
  }
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, { url }]) => url);
}
