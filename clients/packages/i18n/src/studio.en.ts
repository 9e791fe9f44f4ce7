import { desk } from "./studio.desk.en.ts";
import { uploads } from "./studio.uploads.en.ts";

/** The studio, in English: one chapter out of a file per part of it. */
export const studio = { ...desk, ...uploads };
