import type { admin } from "./admin.en.ts";
import type { browse } from "./browse.en.ts";
import type { en } from "./en.ts";
import type { people } from "./people.en.ts";
import type { player } from "./player.en.ts";
import type { studio } from "./studio.en.ts";

/** Words of the first page; the others are chapters that pages open when they are shown. */
export type CoreKey = keyof typeof en;
/** Signing in, profiles and the account. */
export type PeopleKey = keyof typeof people;
/** The operators' desk. */
export type AdminKey = keyof typeof admin;
/** Finding something to watch. */
export type BrowseKey = keyof typeof browse;
export type PlayerKey = keyof typeof player;
export type StudioKey = keyof typeof studio;
export type Key = AdminKey | BrowseKey | CoreKey | PeopleKey | PlayerKey | StudioKey;
