import type { TitleCard } from "./shapes.ts";

/** What the studio edits: the words of the catalog's titles, rights and reviews. */
export const TITLE_KINDS = [
  "movie",
  "series",
  "sport",
  "event",
  "station",
  "video",
  "short",
  "audio",
  "image",
] as const;
export type TitleKind = (typeof TITLE_KINDS)[number];

export const TITLE_STATES = ["draft", "in_review", "scheduled", "published", "archived"] as const;
export type TitleState = (typeof TITLE_STATES)[number];

export const MONETISATIONS = ["free", "ads", "subscription", "rent", "buy", "ticket"] as const;
export type Monetisation = (typeof MONETISATIONS)[number];

export const PLATFORMS = ["web", "mobile", "tv", "embed"] as const;

export const CREDIT_ROLES = [
  "actor",
  "voice",
  "director",
  "writer",
  "producer",
  "creator",
  "host",
  "guest",
  "composer",
  "performer",
  "cinematographer",
  "editor",
  "crew",
] as const;
export type CreditRole = (typeof CREDIT_ROLES)[number];

export const EXTRA_KINDS = [
  "trailer",
  "teaser",
  "behind_the_scenes",
  "interview",
  "deleted_scene",
  "bonus",
  "cut",
] as const;
export const RELATION_KINDS = ["related", "sequel", "prequel", "spin_off", "remake"] as const;
export const MARKER_KINDS = ["intro", "recap", "credits", "preview", "chapter"] as const;
export type MarkerKind = (typeof MARKER_KINDS)[number];
export const ADVISORIES = [
  "violence",
  "language",
  "sex",
  "nudity",
  "drugs",
  "tobacco",
  "fear",
  "self_harm",
  "discrimination",
  "flashing",
] as const;
export const ARTWORK_ROLES = ["poster", "backdrop", "still", "logo", "square"] as const;
export type ArtworkRole = (typeof ARTWORK_ROLES)[number];

export interface TitleTexts {
  readonly name?: string;
  readonly tagline?: string;
  readonly synopsis?: string;
}

export interface Credit {
  readonly person_id?: string | null;
  readonly name: string;
  readonly role: CreditRole;
  readonly character: string;
}

export interface Marker {
  readonly kind: MarkerKind;
  readonly from_seconds: number;
  readonly to_seconds: number | null;
  readonly name: string;
}

export interface EventFacts {
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly venue: string;
  readonly discipline: string;
  readonly competition: string;
  readonly participants: readonly string[];
  readonly ticket_url: string;
  readonly is_pay_per_view: boolean;
}

/** All of a title that can be edited. */
export interface TitleDocument {
  readonly kind: TitleKind;
  readonly name: string;
  readonly slug: string;
  readonly original_name: string;
  readonly tagline: string;
  readonly synopsis: string;
  readonly year: number | null;
  readonly rating: string;
  readonly min_age: number | null;
  readonly ratings: readonly { readonly board: string; readonly rating: string }[];
  readonly genres: readonly string[];
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly original_language: string;
  readonly languages: readonly string[];
  readonly countries: readonly string[];
  readonly released_on: string | null;
  readonly releases: readonly {
    readonly territory: string;
    readonly kind: string;
    readonly released_on: string;
  }[];
  readonly runtime_seconds: number | null;
  readonly advisories: readonly string[];
  readonly credits: readonly Credit[];
  readonly texts: Readonly<Record<string, TitleTexts>>;
  readonly external_ids: Readonly<Record<string, string>>;
  readonly extras: readonly {
    readonly kind: string;
    readonly name: string;
    readonly asset_id: string;
  }[];
  readonly relations: readonly { readonly kind: string; readonly title_id: string }[];
  readonly markers: readonly Marker[];
  readonly event: EventFacts | null;
  readonly station: { readonly number: number; readonly call_sign: string } | null;
  readonly asset_id: string | null;
  readonly channel_id: string | null;
}

export interface Chan {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly avatar_url?: string | null;
}

/** What only editors and owners see of a title in a list. */
export interface DeskFacts {
  readonly version: number;
  readonly updated_at: string;
  readonly publish_at: string | null;
  readonly expire_at?: string | null;
  readonly completeness: number;
  readonly is_flagged: boolean;
}

/** A title in the studio's table. */
export interface StudioCard
  extends Omit<TitleCard, "access" | "artwork" | "channel" | "state" | "kind" | "desk"> {
  readonly kind: TitleKind;
  readonly state: TitleState;
  readonly artwork: Artworks;
  readonly channel?: Chan | null;
  readonly access?: Monetisation | null;
  readonly desk?: DeskFacts | null;
}

export interface EpisodeRow {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly synopsis: string;
  readonly runtime_seconds: number | null;
  readonly released_on?: string | null;
  readonly asset_id: string | null;
  readonly asset_state: string | null;
  readonly is_playable: boolean;
}

export interface SeasonRow {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly episodes: readonly EpisodeRow[];
  readonly episode_count?: number;
  readonly next_cursor?: string | null;
}

interface Picture {
  readonly alt: string;
  readonly dominant_color: string;
  readonly blurhash?: string;
  readonly focal?: { readonly x: number; readonly y: number } | null;
  readonly images: readonly {
    readonly url: string;
    readonly width: number;
    readonly height: number;
    readonly type: string;
  }[];
}
export type Artworks = Partial<Record<ArtworkRole, Picture | null>>;

/** A title as the editor reads it: the document in the shapes of the page, and what surrounds it. */
export interface StudioTitle
  extends Omit<
    TitleDocument,
    "genres" | "tags" | "credits" | "extras" | "relations" | "original_language"
  > {
  readonly id: string;
  readonly state: TitleState;
  readonly owner_id: string;
  readonly version: number;
  readonly original_language: string | null;
  readonly genres: readonly Genre[];
  readonly tags: readonly Genre[];
  readonly credits: readonly {
    readonly person: PersonCard;
    readonly role: CreditRole;
    readonly character: string;
  }[];
  readonly extras: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly asset_id: string;
    readonly asset_state: string | null;
    readonly duration_seconds: number | null;
  }[];
  readonly relations: readonly {
    readonly kind: string;
    readonly title: { readonly id: string; readonly name: string; readonly slug: string };
  }[];
  readonly artwork: Artworks;
  readonly seasons: readonly SeasonRow[];
  readonly asset_state: string | null;
  readonly is_playable: boolean;
  readonly channel?: Chan | null;
  readonly access?: Monetisation | null;
  readonly missing: readonly string[];
  readonly publish_at: string | null;
  readonly expire_at: string | null;
  readonly published_at: string | null;
  readonly updated_at: string;
}

export interface Paged<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

export interface Step {
  readonly id: string;
  readonly from_state: string;
  readonly to_state: string;
  readonly by: { readonly id: string; readonly name: string } | string | null;
  readonly at: string;
  readonly comment: string;
}

export interface Readiness {
  readonly percent: number;
  /** Where it may go from here. */
  readonly possible?: readonly TitleState[];
  readonly items: readonly {
    readonly field: string;
    readonly label: string;
    readonly is_done: boolean;
    readonly is_required: boolean;
  }[];
}

export interface Version {
  readonly number: number;
  readonly changed_by: { readonly id: string; readonly name: string } | string | null;
  readonly changed_at: string;
  readonly comment: string;
}

export interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface RightsWindow {
  readonly id: string;
  readonly from_at: string;
  readonly until_at: string | null;
  readonly territories: readonly string[];
  readonly excluded_territories: readonly string[];
  readonly platforms: readonly string[];
  readonly plans: readonly string[];
  readonly monetisation: Monetisation;
  readonly max_rung: number | null;
  readonly is_download_allowed: boolean;
  readonly is_blackout: boolean;
  readonly licensor: string;
  readonly notes: string;
  readonly overlaps?: readonly string[];
  /** For `If-Match`. */
  readonly etag?: string;
}
export type RightsWish = Omit<RightsWindow, "id" | "overlaps" | "etag">;

export interface RightsOffer {
  readonly window_id: string;
  readonly monetisation: Monetisation;
  readonly plans: readonly string[];
  readonly until_at: string | null;
  readonly max_rung: number | null;
  readonly is_download_allowed: boolean;
}

/** A time in which the same is offered; else `reason` says why nothing is. */
export interface RightsSpan {
  readonly from_at: string;
  readonly until_at: string;
  readonly is_offered: boolean;
  readonly reason: string;
  readonly offers: readonly RightsOffer[];
}

export interface PlannedTitle {
  readonly title_id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: TitleKind;
  readonly state: TitleState;
  readonly spans: readonly RightsSpan[];
}

export interface RightsAnswer {
  readonly is_offered: boolean;
  readonly is_shown?: boolean;
  readonly reason: string;
  readonly opens_at: string | null;
  readonly offers: readonly RightsOffer[];
}

export interface Genre {
  readonly slug: string;
  readonly name: string;
}

export interface PersonCard {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly portrait?: { readonly images: readonly { readonly url: string }[] } | null;
  readonly known_for?: readonly string[];
  readonly born_on?: string | null;
}

export interface Board {
  readonly board: string;
  readonly name: string;
  readonly ratings: readonly { readonly rating: string; readonly min_age: number }[];
}

export interface Flag {
  readonly id: string;
  readonly title: StudioCard;
  readonly reason: string;
  readonly comment: string;
  readonly at: string;
  readonly by: { readonly name: string } | null;
}

export const RESOLUTIONS = ["dismissed", "edited", "archived"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What waits for an editor. */
export interface ReviewItem {
  readonly title: StudioCard;
  readonly asked_at: string | null;
  readonly asked_by: { readonly name: string } | null;
  readonly comment: string;
  readonly open_flags: number;
}

export interface DeletedTitle {
  readonly title: StudioCard;
  readonly deleted_at: string;
  readonly until_at: string;
}
