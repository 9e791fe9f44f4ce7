import { useState } from "react";
import { type Range, rangeAt, type Span } from "./timeline.ts";

/** Which stretch of time a calendar shows, and ways to another. */
export function useRange(first: Span) {
  const [span, setSpan] = useState<Span>(first);
  const [day, setDay] = useState(() => Date.now());
  const range: Range = rangeAt(day, span);
  const by = (steps: number | null) =>
    setDay(steps === null ? Date.now() : rangeAt(day, span, steps).from);
  return { range, span, setSpan, by };
}
