import { ask } from "@streamverse/api";
import { queryOptions } from "@tanstack/react-query";

/** How far somebody is in an episode. */
export interface EpisodePlace {
  readonly episode_id: string;
  readonly position_seconds: number;
  readonly duration_seconds: number | null;
  readonly is_finished: boolean;
}

export interface SeriesProgress {
  readonly items: readonly EpisodePlace[];
  /** The episode to go on with, once something was watched. */
  readonly next: { readonly episode_id: string; readonly season_number: number } | null;
}

export const progressQuery = (title_id: string) =>
  queryOptions({
    queryKey: ["history", "series", title_id],
    queryFn: () =>
      ask<SeriesProgress>(
        "GET",
        `/api/v1/playback/titles/${encodeURIComponent(title_id)}/progress`,
      ),
    staleTime: 0,
    retry: false,
  });
