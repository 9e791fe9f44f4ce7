export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
export interface Account {
  id: string;
  email: string;
  name: string;
  roles: string[];
  created_at: string;
}
export interface ArtworkImage {
  url: string;
  width: number;
  height: number;
  type: string;
}
export interface ArtworkPicture {
  alt: string;
  dominant_color: string;
  images: ArtworkImage[];
}
export interface Artwork {
  poster?: ArtworkPicture | null;
  backdrop?: ArtworkPicture | null;
  still?: ArtworkPicture | null;
}
export interface Genre {
  slug: string;
  name: string;
}
export interface TitleCard {
  id: string;
  slug: string;
  kind: "movie" | "series" | "video";
  name: string;
  tagline: string;
  year: number | null;
  genres: Genre[];
  runtime_seconds: number | null;
  artwork: Artwork;
  state: "draft" | "published";
  is_playable: boolean;
  position_seconds: number | null;
}
export interface Chapter {
  start_seconds: number;
  name: string;
}
export interface Episode {
  id: string;
  number: number;
  name: string;
  synopsis: string;
  runtime_seconds: number | null;
  artwork: Artwork;
  asset_id: string | null;
  is_playable: boolean;
  asset_state: string | null;
}
export interface Season {
  number: number;
  name: string;
  episodes: Episode[];
}
export interface Title extends TitleCard {
  original_name?: string | null;
  synopsis: string;
  rating: string | null;
  languages: string[];
  asset_id: string | null;
  seasons: Season[];
  chapters: Chapter[];
}
export interface Home {
  hero: TitleCard | null;
  rows: { id: string; name: string; items: TitleCard[] }[];
}
export type AssetState = "uploading" | "probing" | "preparing" | "playable" | "ready" | "failed";
export interface AssetStep {
  name: string;
  label: string;
  state: "waiting" | "running" | "done" | "failed";
  progress: number;
  eta_seconds: number | null;
  problem: string | null;
}
export interface AssetRendition {
  name: string;
  rung: number;
  width: number;
  height: number;
  codecs: string;
  bandwidth_bps: number;
  state: string;
  covered_seconds: number;
  bytes: number;
  problem: string | null;
}
export interface AssetTrack {
  id: string;
  kind: string;
  language: string;
  role: string;
  label: string;
}
export interface Asset {
  id: string;
  state: AssetState;
  progress: number;
  eta_seconds: number | null;
  duration_seconds: number | null;
  playable_at: string | null;
  ready_at: string | null;
  problem: string | null;
  title: string;
  filename: string;
  size_bytes: number;
  storage_bytes: number;
  title_id?: string | null;
  steps: AssetStep[];
  posters: { url: string; candidate?: number }[];
  tracks: AssetTrack[];
  renditions: AssetRendition[];
  created_at?: string;
}
export interface PlaybackSession {
  id: string;
  hls_url: string;
  dash_url: string;
  position_seconds: number;
  heartbeat_seconds: number;
  expires_at: string;
  programme_id: string;
  title: { id: string; slug: string; name: string; kind: string } | null;
  episode: { id: string; number: number; name: string; season_number?: number } | null;
  next: { id: string; name: string } | null;
  duration_seconds: number;
  is_growing: boolean;
  revision: string;
  chapters: Chapter[];
  storyboard_url: string | null;
  text_tracks: { language: string; label: string; kind: string; url: string }[];
  poster_url: string | null;
}
export interface Heartbeat {
  revision: string;
  is_growing: boolean;
  duration_seconds: number;
}
export interface Upload {
  id: string;
  asset_id: string;
  offset_bytes: number;
  size_bytes: number;
  state: string;
}
