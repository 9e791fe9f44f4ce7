import { cx } from "./cx.ts";
import type { MORE } from "./icons.ts";

/** One family: 24 px grid, 1.8 px strokes, solid only for what starts or stops a film. */
const STROKES = {
  chevronLeft: "m15 5-7 7 7 7",
  chevronRight: "m9 5 7 7-7 7",
  chevronDown: "m5 9 7 7 7-7",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6 6 18",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.8-3.8 3.8-6 7.5-6s6.7 2.2 7.5 6",
  trash: "M4.5 7h15M9.5 7V4.5h5V7m3 0-.8 12.5H7.3L6.5 7M10 11v5m4-5v5",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.5M12 7.5v.1",
  warning: "M12 4 2.8 20h18.4L12 4Zm0 6v5m0 2.5v.1",
  film: "M4 5h16v14H4zM8 5v14M16 5v14M4 9.5h4m8 0h4m-16 5h4m8 0h4",
  plus: "M12 5v14M5 12h14",
  help: "M9.2 9a2.9 2.9 0 1 1 4.3 2.6c-.9.5-1.5 1.1-1.5 2.2M12 17.3v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  back: "M10.5 5 4 11.5l6.5 6.5M4.5 11.5H20",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5.3l3.5 2",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5",
  home: "M4 11.2 12 4l8 7.2V20h-5.5v-5.5h-5V20H4z",
  tv: "M3.5 7.5h17v12h-17zM8 3.5l4 4 4-4",
  retry: "M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4",
} as const;

const SOLIDS = {
  play: "M7 4.3v15.4c0 .8.9 1.3 1.6.9l12-7.7c.6-.4.6-1.3 0-1.7l-12-7.8c-.7-.4-1.6.1-1.6.9Z",
  pause: "M6.5 4.5h3.5v15H6.5zM14 4.5h3.5v15H14z",
  next: "M5 5.3v13.4c0 .8.9 1.3 1.5.8L15 12.8v5.7h3v-13h-3v5.7L6.5 4.5c-.6-.5-1.5 0-1.5.8Z",
} as const;

export type IconName = keyof typeof STROKES | keyof typeof SOLIDS | keyof typeof MORE;

const drawn: Partial<Record<IconName, string>> = { ...STROKES, ...SOLIDS };

/** Icons of pages that come later bring their drawings along. */
export function drawMore(more: Partial<Record<IconName, string>>): void {
  Object.assign(drawn, more);
}

/** A picture for a word that stands beside it or in the button's label. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  const solid = name in SOLIDS;
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={cx("shrink-0", !className?.includes("size-") && "size-6", className)}
      fill={solid ? "currentColor" : "none"}
      stroke={solid ? "none" : "currentColor"}
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={drawn[name]} />
    </svg>
  );
}
