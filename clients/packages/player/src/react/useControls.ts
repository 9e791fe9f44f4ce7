import { type RefObject, useCallback, useEffect, useState } from "react";
import { areControlsShown, HIDE_AFTER_MS } from "../core/index.ts";

/** Are the controls on screen? `wake` is called for each sign of life. */
export function useControls(
  root: RefObject<HTMLElement | null>,
  isPlaying: boolean,
): {
  isShown: boolean;
  wake: () => void;
  sleep: () => void;
  setMenuOpen: (isOpen: boolean) => void;
  setScrubbing: (isScrubbing: boolean) => void;
} {
  const [lastActivityAt, setActivity] = useState(() => Date.now());
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isScrubbing, setScrubbing] = useState(false);
  const [now, setNow] = useState(() => Date.now());

  const wake = useCallback(() => {
    setActivity(Date.now());
    setNow(Date.now());
  }, []);
  const sleep = useCallback(() => {
    setActivity(0);
    setNow(Date.now());
  }, []);

  useEffect(() => {
    const left = lastActivityAt + HIDE_AFTER_MS - Date.now();
    if (left < 0) return;
    const timer = setTimeout(() => setNow(Date.now()), left + 10);
    return () => clearTimeout(timer);
  }, [lastActivityAt]);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const moved = (event: PointerEvent) => {
      if (event.pointerType === "mouse") wake();
    };
    element.addEventListener("pointermove", moved);
    element.addEventListener("focusin", wake);
    element.addEventListener("keydown", wake);
    return () => {
      element.removeEventListener("pointermove", moved);
      element.removeEventListener("focusin", wake);
      element.removeEventListener("keydown", wake);
    };
  }, [root, wake]);

  const isShown = areControlsShown({ isPlaying, isMenuOpen, isScrubbing, lastActivityAt }, now);
  return { isShown, wake, sleep, setMenuOpen, setScrubbing };
}
