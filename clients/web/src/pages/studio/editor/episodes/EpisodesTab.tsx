import { type EpisodeRow, type EpisodeWish, type SeasonRow, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, IconButton, useToast } from "@streamverse/ui";
import { type FormEvent, useState } from "react";
import { wordsFor } from "../../../../words.ts";
import { Panel, Pick } from "../../parts.tsx";
import { Sortable } from "../../Sortable.tsx";
import { useDesk, useDeskView } from "../context.ts";
import { AssetDialog } from "../video/AssetDialog.tsx";

/** A series' seasons and episodes: one line each, put in order by hand or by keys. */
export function EpisodesTab() {
  const { t } = useI18n();
  const { title } = useDeskView();
  const act = useActs();
  const next = Math.max(0, ...title.seasons.map(({ number }) => number)) + 1;
  return (
    <div className="grid gap-6">
      {title.seasons.length === 0 && (
        <p className="text-sm text-ink-2">{t("studio.episodes.none")}</p>
      )}
      {title.seasons.map((season) => (
        <Season
          key={season.id}
          season={season}
          seasons={title.seasons}
          titleId={title.id}
          act={act}
        />
      ))}
      <Button
        icon="plus"
        className="justify-self-start"
        onClick={() => void act(() => studio.addSeason(title.id, { number: next }))}
      >
        {t("studio.season.add", { number: next })}
      </Button>
    </div>
  );
}

type Act = (change: () => Promise<unknown>) => Promise<boolean>;

/** Do something with the series, then look at what it is now. */
function useActs(): Act {
  const i18n = useI18n();
  const say = useToast();
  const desk = useDesk();
  return async (change) => {
    let isDone = true;
    try {
      await change();
    } catch (error) {
      isDone = false;
      say(wordsFor(error, i18n), { isProblem: true });
    }
    await desk.refresh();
    return isDone;
  };
}

function Season({
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

const BOX =
  "h-10 rounded-lg border border-transparent bg-transparent px-2 text-sm hover:border-line-strong focus:border-line-strong focus:bg-surface-0";

function EpisodeLine({
  episode,
  handle,
  season,
  seasons,
  onChange,
  onMove,
  onRemove,
}: {
  episode: EpisodeRow;
  handle: React.ReactNode;
  season: SeasonRow;
  seasons: readonly SeasonRow[];
  onChange: (wish: EpisodeWish) => Promise<boolean>;
  onMove: (season: number) => void;
  onRemove: () => void;
}) {
  const { t, duration } = useI18n();
  const [isChoosing, setChoosing] = useState(false);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="grid gap-2 py-1.5">
      <div className="flex items-center gap-x-2 gap-y-1 max-sm:flex-wrap">
        {handle}
        <span className="tabular w-7 shrink-0 text-end text-sm text-ink-3">{episode.number}</span>
        <Inline
          label={t("studio.episode.name", { number: episode.number })}
          value={episode.name}
          isRequired
          className="min-w-40 flex-1 font-semibold"
          onSave={(name) => onChange({ name })}
        />
        {episode.runtime_seconds && (
          <span className="tabular text-xs whitespace-nowrap text-ink-3 max-md:hidden">
            {duration(episode.runtime_seconds)}
          </span>
        )}
        <Button
          size="sm"
          look={episode.asset_id ? "quiet" : "plain"}
          icon={episode.asset_id ? "check" : "film"}
          aria-label={t(episode.asset_id ? "studio.episode.changeFilm" : "studio.episode.addFilm", {
            name: episode.name,
          })}
          onClick={() => setChoosing(true)}
        >
          {t("studio.episode.film")}
        </Button>
        {seasons.length > 1 && (
          <Pick
            label={t("studio.episode.move", { name: episode.name })}
            value=""
            onChange={(event) => event.target.value && onMove(Number(event.target.value))}
            className="w-32"
          >
            <option value="">{t("studio.episode.moveTo")}</option>
            {seasons
              .filter(({ id }) => id !== season.id)
              .map(({ id, number }) => (
                <option key={id} value={number}>
                  {t("title.season", { number })}
                </option>
              ))}
          </Pick>
        )}
        <IconButton
          icon="pencil"
          label={t("studio.episode.more", { name: episode.name })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
        <IconButton
          icon="trash"
          label={t("studio.episode.remove", { name: episode.name })}
          onClick={onRemove}
        />
      </div>
      {isOpen && (
        <div className="grid gap-2 ps-11 sm:grid-cols-[minmax(0,1fr)_11rem]">
          <Inline
            label={t("studio.field.synopsis")}
            value={episode.synopsis}
            isLong
            className="w-full border-line!"
            onSave={(synopsis) => onChange({ synopsis })}
          />
          <input
            type="date"
            aria-label={t("studio.field.released_on")}
            defaultValue={episode.released_on ?? ""}
            onBlur={(event) => {
              const released_on = event.target.value || null;
              if (released_on !== (episode.released_on ?? null)) void onChange({ released_on });
            }}
            className={`${BOX} border-line!`}
          />
        </div>
      )}
      {isChoosing && (
        <AssetDialog
          onClose={() => setChoosing(false)}
          onChoose={({ id }) => {
            setChoosing(false);
            void onChange({ asset_id: id });
          }}
        />
      )}
    </div>
  );
}

/** A text in a table: saved when one leaves it or presses Enter, given back by Escape. */
function Inline({
  label,
  value,
  isLong = false,
  isRequired = false,
  className,
  onSave,
}: {
  label: string;
  value: string;
  isLong?: boolean;
  isRequired?: boolean;
  className: string;
  onSave: (text: string) => Promise<boolean>;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = async () => {
    const text = typed?.trim();
    if (text === undefined || text === value || (isRequired && !text)) setTyped(null);
    else if (await onSave(text)) setTyped(null);
  };
  const shared = {
    "aria-label": label,
    dir: "auto",
    value: typed ?? value,
    onBlur: () => void save(),
  } as const;
  if (isLong) {
    return (
      <textarea
        {...shared}
        rows={2}
        maxLength={10_000}
        onChange={(event) => setTyped(event.target.value)}
        className={`${BOX} h-auto! py-2 ${className}`}
      />
    );
  }
  return (
    <input
      {...shared}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setTyped(null);
      }}
      className={`${BOX} ${className}`}
    />
  );
}

function AddEpisode({ onAdd }: { onAdd: (wish: EpisodeWish) => Promise<boolean> }) {
  const { t } = useI18n();
  const [name, setName] = useState("");
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    setBusy(true);
    if (await onAdd({ name: name.trim() })) setName("");
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-3 flex gap-2">
      <input
        aria-label={t("studio.episode.new")}
        placeholder={t("studio.episode.new")}
        value={name}
        maxLength={200}
        dir="auto"
        onChange={(event) => setName(event.target.value)}
        className="h-10 min-w-0 flex-1 rounded-lg border border-line-strong bg-surface-1 px-3 text-sm placeholder:text-ink-3"
      />
      <Button type="submit" size="sm" icon="plus" isBusy={isBusy} disabled={!name.trim()}>
        {t("studio.episode.add")}
      </Button>
    </form>
  );
}
