import { type FocusEvent, useEffect, useState } from "react";
import { habits } from "../../people/habits.ts";

const STAYS_MS = 9_000;

/** Which of several is shown: the next by itself, unless somebody reads, paused it or wants calm. */
export function useTurning(count: number) {
  const [shown, setShown] = useState<{ at: number; before: number | null }>({
    at: 0,
    before: null,
  });
  const [mayTurn] = useState(
    () => !habits().reducedMotion && !matchMedia("(prefers-reduced-motion: reduce)").matches,
  );
  const [isPaused, setPaused] = useState(!mayTurn);
  const [isRead, setRead] = useState(false);
  const isTurning = !isPaused && count > 1;
  const at = shown.at < count ? shown.at : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each one shown begins its own time
  useEffect(() => {
    if (!isTurning || isRead) return;
    const timer = setInterval(() => {
      if (document.hidden || scrollY > innerHeight / 2) return;
      setShown(({ at: from }) => ({ at: (from + 1) % count, before: from }));
    }, STAYS_MS);
    return () => clearInterval(timer);
  }, [isTurning, isRead, count, shown]);

  return {
    at,
    before: shown.before,
    isTurning,
    mayTurn,
    show: (index: number) => {
      setPaused(true);
      setShown(({ at: from }) => ({ at: index, before: from }));
    },
    toggle: () => setPaused((was) => !was),
    listeners: {
      onPointerEnter: () => setRead(true),
      onPointerLeave: () => setRead(false),
      onFocus: () => setRead(true),
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setRead(false);
      },
    },
  };
}
