import { browse, type ShownEpisode, type ShownSeason, type ShownTitle } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, cx, Icon, Poster, Progress, Select } from "@streamverse/ui";
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type EpisodePlace, progressQuery } from "./progress.ts";

const FEW_SEASONS = 5;
const PAGE = 50;

const episodesQuery = (id: string, season: ShownSeason) =>
  infiniteQueryOptions({
    queryKey: ["browse", "episodes", id, season.number, season.next_cursor],
    queryFn: ({ pageParam }) =>
      browse.episodes(id, season.number, { limit: PAGE, cursor: pageParam }),
    initialPageParam: season.next_cursor ?? null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: false,
  });

/** The episodes of a season; with one season there is nothing to choose. */
export function Episodes({ title }: { title: ShownTitle }) {
  const { t } = useI18n();
  const { data: progress } = useQuery(progressQuery(title.id));
  const next = progress?.next ?? null;
  const [chosen, setChosen] = useState<number>();
  const number = chosen ?? next?.season_number ?? title.seasons[0]?.number;
  const season = title.seasons.find((one) => one.number === number) ?? title.seasons[0];
  if (!season) return null;
  const nameOf = (one: ShownSeason) => one.name || t("title.season", { number: one.number });
  return (
    <section aria-label={t("title.episodes")} className="edge mt-8">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-4">
        <h2 className="tight text-lg font-bold">{t("title.episodes")}</h2>
        {title.seasons.length > FEW_SEASONS && (
          <Select
            label={t("title.season.choose")}
            value={season.number}
            onChange={(event) => setChosen(Number(event.target.value))}
            className="w-56"
          >
            {title.seasons.map((one) => (
              <option key={one.number} value={one.number}>
                {nameOf(one)}
              </option>
            ))}
          </Select>
        )}
        {title.seasons.length > 1 && title.seasons.length <= FEW_SEASONS && (
          <div className="flex flex-wrap gap-1">
            {title.seasons.map((one) => (
              <button
                key={one.number}
                type="button"
                aria-pressed={one === season}
                onClick={() => setChosen(one.number)}
                className="min-h-11 rounded-lg px-3 text-sm font-semibold text-ink-2 hover:bg-surface-2 aria-pressed:bg-surface-3 aria-pressed:text-ink-1"
              >
                {nameOf(one)}
              </button>
            ))}
          </div>
        )}
      </div>
      <Season
        key={season.id}
        title={title}
        season={season}
        places={progress?.items ?? []}
        next={next?.episode_id}
      />
    </section>
  );
}

function Season({
  title,
  season,
  places,
  next,
}: {
  title: ShownTitle;
  season: ShownSeason;
  places: readonly EpisodePlace[];
  next: string | undefined;
}) {
  const { t } = useI18n();
  const { data, fetchNextPage, refetch, isFetching, hasNextPage } = useInfiniteQuery(
    episodesQuery(title.id, season),
  );
  const episodes = [...season.episodes, ...(data?.pages.flatMap((page) => page.items) ?? [])];
  const isMore = data ? hasNextPage : Boolean(season.next_cursor);
  const known = new Map(places.map((place) => [place.episode_id, place]));
  return (
    <>
      <ol className="grid gap-x-8 gap-y-2 xl:grid-cols-2">
        {episodes.map((episode) => (
          <li key={episode.id}>
            <EpisodeRow
              episode={episode}
              place={known.get(episode.id)}
              isNext={episode.id === next}
            />
          </li>
        ))}
      </ol>
      {isMore && (
        <Button
          className="mt-4"
          isBusy={isFetching}
          onClick={() => void (data ? fetchNextPage() : refetch())}
        >
          {t("title.episodes.more")}
        </Button>
      )}
    </>
  );
}

function EpisodeRow({
  episode,
  place,
  isNext,
}: {
  episode: ShownEpisode;
  place: EpisodePlace | undefined;
  isNext: boolean;
}) {
  const { t, duration } = useI18n();
  const { still, backdrop, poster } = episode.artwork;
  const length = place?.duration_seconds ?? episode.runtime_seconds ?? 0;
  const share = place && length > 0 ? place.position_seconds / length : 0;
  const facts = [
    isNext ? t("title.upNext") : "",
    place?.is_finished ? t("title.seen") : "",
    episode.is_playable
      ? episode.runtime_seconds
        ? duration(episode.runtime_seconds)
        : ""
      : t("home.soon"),
  ].filter(Boolean);
  const body = (
    <>
      <span className="relative block w-40 shrink-0 self-start overflow-hidden rounded-lg sm:w-56">
        <Poster
          picture={still ?? backdrop ?? poster}
          shape="still"
          sizes="14rem"
          name={episode.name}
          className={cx(!episode.is_playable && "opacity-60")}
        />
        {episode.is_playable && (
          <span className="absolute inset-0 flex items-center justify-center bg-black/30 text-white opacity-0 transition-opacity duration-150 group-hover/episode:opacity-100 group-focus-visible/episode:opacity-100">
            <Icon name="play" className="size-10" />
          </span>
        )}
        {place?.is_finished && (
          <span className="absolute end-2 top-2 inline-flex size-7 items-center justify-center rounded-full bg-black/75 text-white">
            <Icon name="check" className="size-4" />
          </span>
        )}
        {share > 0.01 && !place?.is_finished && (
          <span className="absolute inset-x-0 bottom-0 bg-gradient-to-t from-black/80 to-transparent px-2 pt-5 pb-2">
            <Progress value={share} label={episode.name} className="h-1 bg-white/30" />
          </span>
        )}
      </span>
      <span className="min-w-0 py-1">
        <span className="block font-semibold">
          {episode.number}. {episode.name}
        </span>
        <span className={cx("block text-xs", isNext ? "text-accent-text" : "text-ink-3")}>
          {facts.join("  ·  ")}
        </span>
        <span className="mt-1.5 line-clamp-2 text-sm text-ink-2">{episode.synopsis}</span>
      </span>
    </>
  );
  const look = cx(
    "group/episode -mx-3 flex gap-4 rounded-xl p-3 transition-colors duration-150",
    isNext && "bg-surface-1",
  );
  if (!episode.is_playable) return <div className={look}>{body}</div>;
  return (
    <Link
      to="/watch/$id"
      params={{ id: episode.id }}
      aria-label={t("title.playEpisode", { number: episode.number, name: episode.name })}
      className={cx(look, "hover:bg-surface-2")}
    >
      {body}
    </Link>
  );
}
