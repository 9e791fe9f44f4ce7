import type {
  Figure,
  Found,
  FoundEpisode,
  FoundMoment,
  Marked,
  ShownChannel,
} from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import { Avatar, Icon, Poster } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { Portrait } from "../person/Portrait.tsx";
import { Words } from "./Words.tsx";

const LINE =
  "-mx-3 flex items-center gap-4 rounded-xl p-3 transition-colors duration-150 hover:bg-surface-2";

export function PersonResult({ person }: { person: Figure }) {
  return (
    <li>
      <Link
        to="/people/$slug"
        params={{ slug: person.slug }}
        className="grid justify-items-center gap-3 rounded-xl p-2 text-center text-sm font-semibold hover:text-accent-text"
      >
        <Portrait person={person} className="size-24 text-xl" sizes="6rem" />
        {person.name}
      </Link>
    </li>
  );
}

export function ChannelResult({ channel }: { channel: ShownChannel }) {
  return (
    <li>
      <a href={`/c/${encodeURIComponent(channel.handle)}`} className={LINE}>
        <Avatar name={channel.name} url={channel.avatar_url} className="size-14 text-lg" />
        <span className="min-w-0">
          <span className="block truncate font-semibold">{channel.name}</span>
          <span className="block truncate text-xs text-ink-3">@{channel.handle}</span>
        </span>
      </a>
    </li>
  );
}

export function EpisodeResult({
  episode,
  highlights,
}: {
  episode: FoundEpisode;
  highlights: Found["highlights"];
}) {
  const { t, duration } = useI18n();
  const number =
    episode.season_number === undefined
      ? t("title.episode", { number: episode.number })
      : t("home.episode", { season: episode.season_number, number: episode.number });
  const facts = [
    episode.title?.name,
    number,
    episode.runtime_seconds ? duration(episode.runtime_seconds) : "",
  ];
  const { still, backdrop, poster } = episode.artwork ?? {};
  const about = highlights?.synopsis;
  return (
    <li>
      <Link to="/watch/$id" params={{ id: episode.id }} className={LINE}>
        <Poster
          picture={still ?? backdrop ?? poster}
          shape="still"
          sizes="10rem"
          name={episode.name}
          className="w-36 shrink-0 rounded-lg"
        />
        <span className="min-w-0">
          <span className="block font-semibold">
            {highlights?.name ? <Words pieces={highlights.name} /> : episode.name}
          </span>
          <span className="block text-xs text-ink-3">{facts.filter(Boolean).join("  ·  ")}</span>
          <span className="mt-1 line-clamp-2 text-sm text-ink-2">
            {about ? <Words pieces={about} /> : episode.synopsis}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** A quote and its second: a click plays from it. */
export function MomentResult({
  moment,
  marked,
  isAlone = false,
}: {
  moment: FoundMoment;
  marked?: Marked | undefined;
  /** On its title's own page, which need not be named. */
  isAlone?: boolean;
}) {
  const { t } = useI18n();
  const { title, episode, start_seconds } = moment;
  return (
    <li>
      <Link
        to="/watch/$id"
        params={{ id: episode?.id ?? title.id }}
        search={{ t: Math.floor(start_seconds) }}
        className={LINE}
      >
        <span className="tabular inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-lg bg-surface-3 px-3 text-sm font-semibold text-accent-text">
          <Icon name="play" className="size-4" />
          <span className="sr-only">{t("moment.play")}</span>
          {clock(start_seconds)}
        </span>
        <span className="min-w-0">
          <q className="line-clamp-2 text-sm text-ink-1">
            {marked ? <Words pieces={marked} /> : moment.text}
          </q>
          {(!isAlone || episode) && (
            <span className="block truncate text-xs text-ink-3">
              {[isAlone ? "" : title.name, episode?.name].filter(Boolean).join("  ·  ")}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
