import type { Episode, Title } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { cx, Icon, Poster } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

/** The episodes of a season; with one season there is nothing to choose. */
export function Episodes({ title }: { title: Title }) {
  const { t } = useI18n();
  const [number, setNumber] = useState(title.seasons[0]?.number ?? 1);
  const season = title.seasons.find((one) => one.number === number) ?? title.seasons[0];
  if (!season) return null;
  return (
    <section className="edge mt-6">
      <div className="mb-4 flex flex-wrap items-center gap-4">
        <h2 className="tight text-lg font-bold">{t("title.episodes")}</h2>
        {title.seasons.length > 1 && (
          <div className="flex flex-wrap gap-1">
            {title.seasons.map((one) => (
              <button
                key={one.number}
                type="button"
                aria-pressed={one.number === number}
                onClick={() => setNumber(one.number)}
                className="min-h-11 rounded-lg px-3 text-sm font-semibold text-ink-2 hover:bg-surface-2 aria-pressed:bg-surface-3 aria-pressed:text-ink-1"
              >
                {one.name || t("title.season", { number: one.number })}
              </button>
            ))}
          </div>
        )}
      </div>
      <ol className="grid gap-x-8 gap-y-2 xl:grid-cols-2">
        {season.episodes.map((episode) => (
          <li key={episode.id}>
            <EpisodeRow episode={episode} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function EpisodeRow({ episode }: { episode: Episode }) {
  const { t, duration } = useI18n();
  const { still, backdrop, poster } = episode.artwork;
  const body = (
    <>
      <span className="relative block w-40 shrink-0 overflow-hidden rounded-lg sm:w-56">
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
      </span>
      <span className="min-w-0 py-1">
        <span className="block font-semibold">
          {episode.number}. {episode.name}
        </span>
        <span className="block text-xs text-ink-3">
          {episode.is_playable
            ? episode.runtime_seconds
              ? duration(episode.runtime_seconds)
              : ""
            : t("home.soon")}
        </span>
        <span className="mt-1.5 line-clamp-2 text-sm text-ink-2">{episode.synopsis}</span>
      </span>
    </>
  );
  const look = "group/episode -mx-3 flex gap-4 rounded-xl p-3 transition-colors duration-150";
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
