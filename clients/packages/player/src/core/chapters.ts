export interface Chapter {
  readonly start_seconds: number;
  readonly name: string;
}

export interface ChapterSpan {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Chapters as spans that fill the bar without gaps; none when there are fewer than two. */
export function chapterSpans(
  chapters: readonly Chapter[],
  duration: number,
): readonly ChapterSpan[] {
  const inside = [...chapters]
    .filter((c) => c.start_seconds >= 0 && c.start_seconds < duration)
    .sort((a, b) => a.start_seconds - b.start_seconds);
  if (inside.length < 2 || duration <= 0) return [];
  return inside.map((chapter, index) => ({
    start: index === 0 ? 0 : chapter.start_seconds,
    end: inside[index + 1]?.start_seconds ?? duration,
    name: chapter.name,
  }));
}

export function chapterAt(spans: readonly ChapterSpan[], time: number): ChapterSpan | null {
  return spans.findLast((span) => span.start <= time) ?? null;
}
