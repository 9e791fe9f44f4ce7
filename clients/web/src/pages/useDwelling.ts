import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";

const BY_POINTER_MS = 550;
const BY_FOCUS_MS = 900;

/** Has the pointer, or the focus of a keyboard, come to rest on something? Never by touch. */
export function useDwelling() {
  const tile = useRef<HTMLDivElement>(null);
  const timer = useRef(0);
  const [isDwelling, setDwelling] = useState(false);

  const end = useCallback(() => {
    clearTimeout(timer.current);
    setDwelling(false);
  }, []);
  const begin = useCallback((ms: number) => {
    clearTimeout(timer.current);
    if ("popover" in HTMLElement.prototype) {
      timer.current = window.setTimeout(() => setDwelling(true), ms);
    }
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  const listeners = {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType === "mouse") begin(BY_POINTER_MS);
    },
    onPointerLeave: end,
    onPointerDown: () => clearTimeout(timer.current),
    onFocus: (event: FocusEvent) => {
      if (!isDwelling && event.target.matches("a:focus-visible")) begin(BY_FOCUS_MS);
    },
    onBlur: (event: FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget)) end();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !isDwelling) return;
      event.stopPropagation();
      end();
    },
  };
  return { tile, isDwelling, end, listeners };
}
