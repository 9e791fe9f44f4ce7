import type {
  Found,
  FoundEpisode,
  FoundMoment,
  FoundPerson,
  Marked,
  ShownCard,
  ShownChannel,
} from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import { Avatar, Icon } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { Words } from "./Words.tsx";

const LINE =
  "-mx-3 flex items-center gap-4 rounded-xl p-3 transition-colors duration-150 hover:bg-surface-2";

export function PersonResult({ person }: { person: FoundPerson }) {
  return (
    <li>
      <Link
        to="/people/$slug"
        params={{ slug: person.slug }}
        className="grid justify-items-center gap-3 rounded-xl p-2 text-center text-sm font-semibold hover:text-accent-text"
      >
        <Avatar name={person.name} url={person.portrait_url} className="size-24 text-xl" />
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
  title,
  highlights,
}: {
  episode: FoundEpisode;
  title: ShownCard | null | undefined;
  highlights: Found["highlights"];
}) {
  const { t } = useI18n();
  const number = t("home.episode", { season: episode.season_number, number: episode.number });
  const about = highlights.synopsis;
  return (
    <li>
      <Link to="/watch/$id" params={{ id: episode.id }} className={LINE}>
        <span className="relative block aspect-video w-36 shrink-0 overflow-hidden rounded-lg bg-surface-2">
          {episode.image_url && (
            <img
              src={episode.image_url}
              alt=""
              loading="lazy"
              className="absolute inset-0 size-full object-cover"
            />
          )}
        </span>
        <span className="min-w-0">
          <span className="block font-semibold">
            {highlights.name ? <Words pieces={highlights.name} /> : episode.name}
          </span>
          <span className="block text-xs text-ink-3">
            {[title?.name, number].filter(Boolean).join("  ·  ")}
          </span>
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
  id,
  line,
  marked,
}: {
  moment: FoundMoment;
  /** What plays: an episode or a title. */
  id: string;
  /** Where it is said. */
  line: string;
  marked: Marked | undefined;
}) {
  const { t } = useI18n();
  const words = marked && marked.length > 0 ? <Words pieces={marked} /> : moment.text;
  return (
    <li>
      <Link
        to="/watch/$id"
        params={{ id }}
        search={{ t: Math.floor(moment.start_seconds) }}
        className={LINE}
      >
        <span className="tabular inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-lg bg-surface-3 px-3 text-sm font-semibold text-accent-text">
          <Icon name="play" className="size-4" />
          <span className="sr-only">{t("moment.play")}</span>
          {clock(moment.start_seconds)}
        </span>
        <span className="min-w-0">
          {moment.is_chapter ? (
            <span className="line-clamp-2 text-sm font-semibold text-ink-1">{words}</span>
          ) : (
            <q className="line-clamp-2 text-sm text-ink-1">{words}</q>
          )}
          {line && <span className="block truncate text-xs text-ink-3">{line}</span>}
        </span>
      </Link>
    </li>
  );
}
