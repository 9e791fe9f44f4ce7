import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Account = Schemas["Me"];
export type Asset = Schemas["AssetBody"];
export type AssetCard = Schemas["AssetCard"];
export type AssetRendition = Schemas["RenditionBody"];
export type AssetState = Schemas["AssetState"];
export type AssetStep = Schemas["StepBody"];
export type AssetTrack = Schemas["TrackBody"];
export type AssetUnit = Schemas["UnitBody"];
export type Episode = Schemas["EpisodeBody"];
export type Home = Schemas["HomeBody"];
export type HistoryItem = Schemas["HistoryItem"];
export type HistoryPage = Schemas["HistoryPage"];
export type PlaybackSession = Schemas["Session"];
export type PlaybackState = Schemas["SessionState"];
export type Title = Schemas["TitleBody"];
export type TitleCard = Schemas["TitleCard"];
export type TitleInput = Schemas["TitleInput"];
export type TitlePatch = Schemas["TitlePatch"];
export type WatchlistItem = Schemas["WatchlistItem"];
export type WatchlistPage = Schemas["Page_WatchlistItem_"];
export type Upload = Schemas["UploadBody"];
