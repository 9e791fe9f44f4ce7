import type { en } from "./en.ts";
import type { people } from "./people.en.ts";

/** Words of the first page and of films. */
export type CoreKey = keyof typeof en;
/** Words of signing in, profiles and the account: a chapter that their pages open. */
export type PeopleKey = keyof typeof people;
export type Key = CoreKey | PeopleKey;
