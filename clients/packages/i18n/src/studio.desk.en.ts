import type { Message } from "./message.ts";

/** The studio's frame and its table of titles, in English. */
export const desk = {
  "studio.parts": "Studio",
  "studio.part.titles": "Titles",
  "studio.part.uploads": "Uploads",
} as const satisfies Record<string, Message>;
