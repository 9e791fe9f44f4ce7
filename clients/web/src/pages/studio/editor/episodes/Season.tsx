import { type EpisodeRow, type EpisodeWish, type SeasonRow, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, useToast } from "@streamverse/ui";
import { useState } from "react";
import { Panel } from "../../parts.tsx";
import { Sortable } from "../../Sortable.tsx";
import { AddEpisode } from "./AddEpisode.tsx";
import { EpisodeLine } from "./EpisodeLine.tsx";

export function Season({
  season,
  seasons,
  titleId,
  act,
}: {
  season: SeasonRow;
  seasons: readonly SeasonRow[];
  titleId: string;
  act: Act;
}) {
  const { t } = useI18n();
  const say = useToast();
  const [order, setOrder] = useState<readonly EpisodeRow[] | null>(null);
  const [more, setMore] = useState<readonly EpisodeRow[]>([]);
  const [cursor, setCursor] = useState(season.next_cursor ?? null);
  const loaded = [
    ...season.episodes,
    ...more.filter(({ id }) => !season.episodes.some((one) => one.id === id)),
  ];
  const known = new Map(loaded.map((episode) => [episode.id, episode]));
  const episodes = order?.flatMap(({ id }) => known.get(id) ?? []) ?? loaded;
  const isWhole = cursor === null;
  const place = async (items: readonly EpisodeRow[]) => {
    setOrder(items);
    await act(() =>
      studio.orderEpisodes(
        titleId,
        season.number,
        items.map(({ id }) => id),
      ),
    );
    setOrder(null);
  };
  const remove = (episode: EpisodeRow) => {
    setOrder(episodes.filter((one) => one !== episode));
    say(t("studio.episode.removed", { name: episode.name }), {
      onUndo: () => setOrder(null),
      onSettled: () =>
        void act(() => studio.removeEpisode(titleId, season.number, episode.number)).then(() =>
          setOrder(null),
        ),
    });
  };
  const loadMore = () =>
    act(async () => {
      const page = await studio.episodes(titleId, season.number, cursor);
      setMore([...more, ...page.items]);
      setCursor(page.next_cursor);
    });
  const name = season.name || t("title.season", { number: season.number });
  return (
    <Panel
      title={name}
      lead={t("studio.season.count", { count: season.episode_count ?? episodes.length })}
      action={
        episodes.length === 0 && (
          <Button
            size="sm"
            look="danger"
            icon="trash"
            onClick={() => void act(() => studio.removeSeason(titleId, season.number))}
          >
            {t("studio.season.remove")}
          </Button>
        )
      }
    >
      <Sortable
        label={name}
        items={episodes}
        keyOf={({ id }) => id}
        nameOf={(episode) => episode.name}
        onOrder={(items) => void (isWhole ? place(items) : loadMore())}
        className="grid divide-y divide-line/60"
      >
        {(episode, _, handle) => (
          <EpisodeLine
            episode={episode}
            handle={handle}
            seasons={seasons}
            season={season}
            onRemove={() => remove(episode)}
            onChange={(wish) =>
              act(() =>
                studio.changeEpisode(titleId, season.number, episode.number, {
                  ...kept(episode),
                  ...wish,
                }),
              )
            }
            onMove={(to) => void act(() => studio.moveEpisode(titleId, episode.id, to, null))}
          />
        )}
      </Sortable>
      {!isWhole && (
        <Button size="sm" className="mt-3" onClick={() => void loadMore()}>
          {t("studio.loadMore")}
        </Button>
      )}
      <AddEpisode onAdd={(wish) => act(() => studio.addEpisode(titleId, season.number, wish))} />
    </Panel>
  );
}

/** An episode is replaced whole: what is not changed is sent as it is. */
function kept({ number, name, synopsis, released_on, asset_id }: EpisodeRow): EpisodeWish {
  return { number, name, synopsis, released_on: released_on ?? null, asset_id };
}

export type Act = (change: () => Promise<unknown>) => Promise<boolean>;
