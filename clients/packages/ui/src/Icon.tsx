import { cx } from "./cx.ts";

/** One family: 24 px grid, 1.8 px strokes, solid only for what starts or stops a film. */
const STROKES = {
  chevronLeft: "m15 5-7 7 7 7",
  chevronRight: "m9 5 7 7-7 7",
  chevronDown: "m5 9 7 7 7-7",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6 6 18",
  upload: "M12 16V5m-5 5 5-5 5 5M5 19h14",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.8-3.8 3.8-6 7.5-6s6.7 2.2 7.5 6",
  trash: "M4.5 7h15M9.5 7V4.5h5V7m3 0-.8 12.5H7.3L6.5 7M10 11v5m4-5v5",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.5M12 7.5v.1",
  warning: "M12 4 2.8 20h18.4L12 4Zm0 6v5m0 2.5v.1",
  film: "M4 5h16v14H4zM8 5v14M16 5v14M4 9.5h4m8 0h4m-16 5h4m8 0h4",
  plus: "M12 5v14M5 12h14",
  volume: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Zm11.5-1a5 5 0 0 1 0 7m2.7-9.7a9 9 0 0 1 0 12.4",
  muted: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Zm11.5 0 5 5m0-5-5 5",
  settings:
    "M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-7 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  captions: "M3.5 5.5h17v13h-17zM11 10.3a2.2 2.2 0 1 0 0 3.4m6.5-3.4a2.2 2.2 0 1 0 0 3.4",
  pip: "M3.5 5h17v14h-17zM12 12h6v4.5h-6z",
  fullscreen: "M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5",
  fullscreenExit: "M9 4v5H4m16 0h-5V4m0 16v-5h5M4 15h5v5",
  help: "M9.2 9a2.9 2.9 0 1 1 4.3 2.6c-.9.5-1.5 1.1-1.5 2.2M12 17.3v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  back: "M10.5 5 4 11.5l6.5 6.5M4.5 11.5H20",
  pauseLine: "M9 5.5v13m6-13v13",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  key: "M14.5 13.5a5 5 0 1 0-4-4l-6.5 6.5V20h4v-2.5h2.5V15l2-2a5 5 0 0 0 2 .5ZM16 8v.1",
  lock: "M6 10.5h12V20H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14v2.5",
  shield: "M12 3.5 5 6v5.5c0 4.3 2.9 7.4 7 9 4.1-1.6 7-4.7 7-9V6l-7-2.5Zm-3 8.3 2.2 2.2 4-4.3",
  mail: "M3.5 6h17v12.5h-17zM4 6.7l8 6.3 8-6.3",
  pencil: "M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5l-4.5 1ZM13.5 7l3.5 3.5",
  users:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 8c.6-3.3 3.2-5.2 6.5-5.2s5.9 1.9 6.5 5.2M15.5 4.8a3.5 3.5 0 0 1 0 6.4m2 3.4c2.1.8 3.5 2.5 4 4.9",
  smile:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.3 14c.8 1.4 2.1 2.2 3.7 2.2s2.9-.8 3.7-2.2M9 9.5v.1m6-.1v.1",
  screen: "M3.5 5.5h17v11h-17zM8 20h8",
  laptop: "M5.5 5.5h13v10h-13zM2.5 18.5h19",
  phone: "M7.5 3.5h9v17h-9zM11 17.5h2",
  tablet: "M5 3.5h14v17H5zM11 17.5h2",
  gamepad:
    "M7.5 7.5h9c3 0 4.5 3 4.5 6.5 0 2-1 3-2.2 3-1.8 0-2.3-2.5-4-2.5H9.2c-1.7 0-2.2 2.5-4 2.5C4 17 3 16 3 14c0-3.5 1.5-6.5 4.5-6.5ZM8.5 9.8v3M7 11.3h3m5-.8v.1m2 1.4v.1",
  copy: "M9 9h10.5v10.5H9zM5 15H4.5V4.5H15V5",
  download: "M12 4.5v11m-5-5 5 5 5-5M5 19.5h14",
  erase: "M9 6h11v12H9l-5.5-6L9 6Zm3 3.5 5 5m0-5-5 5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5.3l3.5 2",
  heart:
    "M12 20C6 15.8 3.5 12.7 3.5 9.3A4.5 4.5 0 0 1 12 7.2a4.5 4.5 0 0 1 8.5 2.1C20.5 12.7 18 15.8 12 20Z",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2",
  out: "M13.5 4.5h-8v15h8M10 12h10m-4-4 4 4-4 4",
  retry: "M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4",
} as const;

const SOLIDS = {
  play: "M7 4.3v15.4c0 .8.9 1.3 1.6.9l12-7.7c.6-.4.6-1.3 0-1.7l-12-7.8c-.7-.4-1.6.1-1.6.9Z",
  pause: "M6.5 4.5h3.5v15H6.5zM14 4.5h3.5v15H14z",
  next: "M5 5.3v13.4c0 .8.9 1.3 1.5.8L15 12.8v5.7h3v-13h-3v5.7L6.5 4.5c-.6-.5-1.5 0-1.5.8Z",
} as const;

export type IconName = keyof typeof STROKES | keyof typeof SOLIDS;

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
      <path d={{ ...STROKES, ...SOLIDS }[name]} />
    </svg>
  );
}
