import type { HistoryItem } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { IconButton, Poster, Progress } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** One thing that was watched: its picture, how far, and out with it. */
export function HistoryLine({ item, onRemove }: { item: HistoryItem; onRemove: () => void }) {
  const { t, duration } = useI18n();
  const name = item.name || t("history.gone");
  const { episode } = item;
  const number =
    episode && t("home.episode", { season: episode.season_number, number: episode.number });
  const left = t("history.left", { time: duration(item.duration_seconds - item.position_seconds) });
  const url = item.still_url ?? item.poster_url;
  return (
    <li className="group/line -mx-3 flex items-center gap-2 rounded-xl px-3 transition-colors duration-150 hover:bg-surface-1">
      <Way item={item}>
        <span className="relative block w-32 shrink-0 overflow-hidden rounded-lg sm:w-40">
          <Poster
            picture={url ? { alt: "", dominant_color: "transparent", images: [jpeg(url)] } : null}
            shape="still"
            sizes="10rem"
            name=""
          />
          {!item.is_finished && (
            <span className="absolute inset-x-0 bottom-0 bg-gradient-to-t from-black/80 to-transparent px-2 pt-5 pb-2">
              <Progress
                value={item.position_seconds / item.duration_seconds}
                label={left}
                className="h-1 bg-white/30"
              />
            </span>
          )}
        </span>
        <span className="min-w-0 py-1">
          <span className={`line-clamp-2 font-semibold ${item.name ? "" : "text-ink-3"}`}>
            {name}
          </span>
          {episode && (
            <span className="line-clamp-1 text-sm text-ink-2">
              {[number, episode.name].filter(Boolean).join(" · ")}
            </span>
          )}
          <span className="block text-xs text-ink-3">
            {item.is_finished ? t("history.finished") : left}
          </span>
        </span>
      </Way>
      <IconButton
        icon="close"
        label={t("history.remove", { name: number ? `${name}, ${number}` : name })}
        onClick={onRemove}
      />
    </li>
  );
}

/** On with the film; what can no longer be seen leads nowhere. */
function Way({ item, children }: { item: HistoryItem; children: ReactNode }) {
  const look = "flex min-w-0 flex-1 items-center gap-4 rounded-lg py-2";
  if (!item.name) return <span className={look}>{children}</span>;
  const id = item.episode?.id ?? item.title?.id;
  return (
    <Link
      to="/watch/$id"
      params={{ id: id ?? item.asset_id }}
      search={id ? {} : { as: "asset" }}
      className={look}
    >
      {children}
    </Link>
  );
}

function jpeg(url: string) {
  return { url, width: 400, height: 225, type: "image/jpeg" };
}
