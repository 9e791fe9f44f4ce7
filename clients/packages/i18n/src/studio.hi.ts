import type { StudioKey } from "./keys.ts";
import type { Message } from "./message.ts";
import { channels } from "./studio.channels.hi.ts";
import { desk } from "./studio.desk.hi.ts";
import { editor } from "./studio.editor.hi.ts";
import { imports } from "./studio.import.hi.ts";
import { rights } from "./studio.rights.hi.ts";
import { uploads } from "./studio.uploads.hi.ts";

/** स्टूडियो: हर हिस्से की अपनी फ़ाइल, सब मिलकर एक अध्याय */
export const studio: Record<StudioKey, Message> = {
  ...channels,
  ...desk,
  ...editor,
  ...imports,
  ...rights,
  ...uploads,
};
