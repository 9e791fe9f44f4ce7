import type { Message } from "./message.ts";
import type { desk as english } from "./studio.desk.en.ts";

/** स्टूडियो का ढाँचा और टाइटल की तालिका */
export const desk: Record<keyof typeof english, Message> = {
  "studio.parts": "स्टूडियो",
  "studio.part.titles": "टाइटल",
  "studio.part.uploads": "अपलोड",
};
