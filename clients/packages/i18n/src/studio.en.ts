import { channels } from "./studio.channels.en.ts";
import { desk } from "./studio.desk.en.ts";
import { editor } from "./studio.editor.en.ts";
import { imports } from "./studio.import.en.ts";
import { rights } from "./studio.rights.en.ts";
import { uploads } from "./studio.uploads.en.ts";

/** The studio, in English: one chapter out of a file per part of it. */
export const studio = { ...channels, ...desk, ...editor, ...imports, ...rights, ...uploads };
