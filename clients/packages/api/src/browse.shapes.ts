import type { Episode, Title, TitleCard } from "./shapes.ts";

/** What viewers find: lists, search, people, collections. */
export type Access = "free" | "ads" | "subscription" | "rent" | "buy" | "ticket";

/** A picture in its sizes, with what stands in until one is there. */
export interface Art {
  readonly alt: string;
  readonly dominant_color: string;
  readonly blurhash?: string;
  readonly focal?: { readonly x?: number; readonly y?: number } | null;
  readonly images: readonly {
    readonly url: string;
    readonly width: number;
    readonly height: number;
    readonly type: string;
  }[];
}

export interface Arts {
  readonly poster?: Art | null;
  readonly backdrop?: Art | null;
  readonly still?: Art | null;
  readonly logo?: Art | null;
  readonly square?: Art | null;
}

export interface ShownChannel {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly avatar_url?: string | null;
  readonly description?: string;
  readonly followers?: number;
}

export type ShownCard = Omit<TitleCard, "artwork" | "kind"> & {
  readonly kind: string;
  readonly artwork: Arts;
  readonly access?: Access | null;
  readonly badges?: readonly string[];
  readonly category?: string | null;
  readonly advisories?: readonly string[];
  readonly released_on?: string | null;
  readonly channel?: ShownChannel | null;
  readonly event?: { readonly starts_at: string; readonly ends_at?: string | null } | null;
};

export interface ShownRow {
  readonly id: string;
  readonly name: string;
  readonly kind?: string;
  readonly shape?: string;
  readonly more_url?: string | null;
  readonly items: readonly ShownCard[];
}

export interface ShownHome {
  readonly hero: ShownCard | null;
  readonly heroes?: readonly ShownCard[];
  readonly rows: readonly ShownRow[];
  /** Leads to the rows further down. */
  readonly next_cursor?: string | null;
}

export interface Figure {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly portrait?: Art | null;
}

export interface ShownCredit {
  readonly person: Figure;
  readonly role: string;
  readonly character: string;
}

export interface ShownExtra {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly asset_id: string;
  readonly is_playable: boolean;
  readonly duration_seconds?: number | null;
}

export interface ShownOffer {
  readonly monetisation: Access;
  readonly until_at: string | null;
  readonly max_rung?: number | null;
}

export type ShownEpisode = Omit<Episode, "artwork"> & {
  readonly artwork: Arts;
  readonly released_on?: string | null;
  readonly position_seconds?: number | null;
};

export interface ShownSeason {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly episodes: readonly ShownEpisode[];
  readonly episode_count?: number;
  readonly next_cursor?: string | null;
}

export interface ShownCollection {
  readonly id: string;
  readonly slug: string;
  readonly kind: string;
  /** The name in the reader's language. */
  readonly title?: string;
  readonly name: string;
  readonly description?: string;
  readonly title_count?: number;
  readonly artwork?: Arts | null;
}

export type ShownTitle = Omit<Title, "artwork" | "kind" | "seasons" | "event"> &
  Omit<ShownCard, "event"> & {
    readonly seasons: readonly ShownSeason[];
    readonly ratings?: readonly { readonly board: string; readonly rating: string }[];
    readonly tags?: readonly { readonly slug: string; readonly name: string }[];
    readonly original_language?: string | null;
    readonly countries?: readonly string[];
    readonly credits?: readonly ShownCredit[];
    readonly extras?: readonly ShownExtra[];
    readonly relations?: readonly { readonly kind: string; readonly title: ShownCard }[];
    readonly offers?: readonly ShownOffer[];
    readonly event?: {
      readonly starts_at: string;
      readonly ends_at?: string | null;
      readonly venue?: string;
      readonly discipline?: string;
      readonly competition?: string;
      readonly participants?: readonly string[];
      readonly ticket_url?: string;
    } | null;
    readonly station?: { readonly number: number; readonly call_sign?: string } | null;
  };

export interface Listed<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
  readonly total?: number | null;
}

export interface Term {
  readonly slug: string;
  readonly name: string;
  readonly title_count: number;
}

export interface Filmography {
  readonly role: string;
  readonly character: string;
  readonly title: ShownCard;
}

export interface ShownPerson extends Figure {
  readonly also_known_as?: readonly string[];
  readonly biography?: string;
  readonly born_on?: string | null;
  readonly died_on?: string | null;
  readonly filmography?: readonly Filmography[];
}

export type FoundType = "title" | "person" | "episode" | "channel" | "moment";

/** Words in pieces, so that what was asked for can be marked without any HTML. */
export type Marked = readonly { readonly text: string; readonly is_match: boolean }[];

export interface FoundPerson {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly portrait_url: string;
  readonly dominant_color: string;
}

export interface FoundEpisode {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly season_number: number;
  readonly synopsis: string;
  readonly image_url: string;
}

export interface FoundMoment {
  readonly asset_id: string;
  readonly start_seconds: number;
  readonly text: string;
  readonly is_chapter: boolean;
}

/** A moment of one title. */
export interface TitleMoment extends FoundMoment {
  readonly episode?: FoundEpisode | null;
  readonly highlights: Marked;
}

export interface Found {
  readonly type: FoundType;
  /** Also what an episode or a moment belongs to. */
  readonly title?: ShownCard | null;
  readonly person?: FoundPerson | null;
  readonly episode?: FoundEpisode | null;
  readonly channel?: ShownChannel | null;
  readonly moment?: FoundMoment | null;
  readonly highlights: Readonly<Record<string, Marked>>;
}

export interface Facet {
  readonly value: string;
  readonly name: string;
  readonly count: number;
}

export interface Results {
  readonly items: readonly Found[];
  readonly total: number;
  readonly facets?: Readonly<Record<string, readonly Facet[]>> | null;
  readonly did_you_mean?: string | null;
  readonly corrected?: string | null;
  readonly next_cursor: string | null;
}

export interface Suggestion {
  readonly type: string;
  readonly text: string;
  readonly url?: string | null;
  readonly image_url?: string | null;
  readonly kind?: string | null;
  readonly year?: number | null;
}

export interface RecentQuery {
  readonly id: string;
  readonly text: string;
}
