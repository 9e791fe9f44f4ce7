import type { EpisodeRow, EpisodeWish, SeasonRow } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, IconButton } from "@streamverse/ui";
import { useState } from "react";
import { Pick } from "../../parts.tsx";
import { AssetDialog } from "../video/AssetDialog.tsx";

const BOX =
  "h-10 rounded-lg border border-transparent bg-transparent px-2 text-sm hover:border-line-strong focus:border-line-strong focus:bg-surface-0";

export function EpisodeLine({
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
