import type { PlaybackSession } from "@streamverse/api";
import type { I18n } from "@streamverse/i18n";
import type { Film } from "@streamverse/player";

/** A playback session as the player's film. */
export function filmOf(
  session: PlaybackSession,
  engine: "hls" | "dash",
  untitled: string,
  { t }: I18n,
): Omit<Film, "startAt"> {
  const { episode, title } = session;
  return {
    key: `${session.id} ${engine}`,
    name: title?.name ?? untitled,
    line: episode ? `${t("title.episode", { number: episode.number })} · ${episode.name}` : "",
    address: engine === "dash" ? session.dash_url : session.hls_url,
    duration: session.duration_seconds,
    isGrowing: session.is_growing,
    revision: String(session.revision),
    sequence: session.sequence,
    heartbeatSeconds: session.heartbeat_seconds,
    chapters: session.chapters,
    markers: session.markers,
    storyboard: session.storyboard_url,
    texts: session.text_tracks,
    poster: session.poster_url,
    next: session.next ? { name: session.next.name } : null,
  };
}
