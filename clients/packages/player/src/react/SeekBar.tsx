import { clock, useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import {
  chapterAt,
  chapterSpans,
  parseStoryboard,
  SEEK_FAR_SECONDS,
  SEEK_SECONDS,
  shareAt,
  type Tile,
  tileAt,
} from "../core/index.ts";
import type { View } from "../shaka/stage.ts";
import type { Film } from "./film.ts";
import { useFile } from "./useFile.ts";

export interface SeekBarProps {
  film: Film;
  view: View;
  onSeek: (position: number) => void;
  onScrubbing: (isScrubbing: boolean) => void;
  /** A preview stands over the bar: subtitles make room. */
  onPreview: (isShown: boolean) => void;
}

/** The film as a line: seen, buffered, made so far, its chapters, and a look ahead. */
export function SeekBar({ film, view, onSeek, onScrubbing, onPreview }: SeekBarProps) {
  const { t } = useI18n();
  const bar = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [isDragging, setDragging] = useState(false);
  const tiles = useFile(film.storyboard, parseStoryboard);
  const { duration } = view;
  const isPreviewing = pointed !== null;
  useEffect(() => onPreview(isPreviewing), [isPreviewing, onPreview]);
  const spans = useMemo(() => chapterSpans(film.chapters, duration), [film.chapters, duration]);
  const share = (time: number) => (duration > 0 ? Math.min(1, Math.max(0, time / duration)) : 0);
  const position = isDragging && pointed !== null ? pointed * duration : view.position;

  const shareOf = (event: PointerEvent) => {
    const element = event.currentTarget;
    const { left, width } = element.getBoundingClientRect();
    return shareAt(event.clientX, left, width, getComputedStyle(element).direction === "rtl");
  };
  const drag = (is: boolean) => {
    setDragging(is);
    onScrubbing(is);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: SEEK_SECONDS,
      ArrowUp: SEEK_SECONDS,
      ArrowLeft: -SEEK_SECONDS,
      ArrowDown: -SEEK_SECONDS,
      PageUp: SEEK_FAR_SECONDS * 6,
      PageDown: -SEEK_FAR_SECONDS * 6,
    };
    const step = steps[event.key];
    if (step !== undefined) onSeek(view.position + step);
    else if (event.key === "Home") onSeek(0);
    else if (event.key === "End") onSeek(duration);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="relative">
      {pointed !== null && duration > 0 && (
        <Preview
          share={pointed}
          time={pointed * duration}
          tile={tiles ? tileAt(tiles, pointed * duration) : null}
          chapter={chapterAt(spans, pointed * duration)?.name ?? ""}
        />
      )}
      <div
        ref={bar}
        role="slider"
        tabIndex={0}
        aria-label={t("player.seek")}
        aria-valuemin={0}
        aria-valuemax={Math.round(duration)}
        aria-valuenow={Math.round(position)}
        aria-valuetext={t("player.seek.value", { now: clock(position), total: clock(duration) })}
        onKeyDown={onKeyDown}
        onPointerEnter={(event) => event.pointerType === "mouse" && setPointed(shareOf(event))}
        onPointerMove={(event) => {
          if (event.pointerType === "mouse" || isDragging) setPointed(shareOf(event));
        }}
        onPointerLeave={() => !isDragging && setPointed(null)}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setPointed(shareOf(event));
          drag(true);
        }}
        onPointerUp={(event) => {
          if (!isDragging) return;
          onSeek(shareOf(event) * duration);
          drag(false);
          if (event.pointerType !== "mouse") setPointed(null);
        }}
        onPointerCancel={() => {
          drag(false);
          setPointed(null);
        }}
        className="group/bar relative flex h-8 cursor-pointer touch-none items-center"
      >
        <div
          className={cx(
            "relative w-full overflow-hidden rounded-full bg-white/25 transition-[height] duration-120 ease-out",
            isDragging
              ? "h-2.5"
              : "h-1 group-hover/bar:h-2.5 group-focus-visible/bar:h-2.5 pointer-coarse:h-1.5",
          )}
        >
          {view.playableUntil < duration - 1 && (
            <span
              className="absolute inset-y-0 end-0 bg-black/45"
              style={{ width: `${(1 - share(view.playableUntil)) * 100}%` }}
            />
          )}
          {view.buffered.map((span) => (
            <span
              key={span.start}
              className="absolute inset-y-0 bg-white/35"
              style={{
                insetInlineStart: `${share(span.start) * 100}%`,
                width: `${(share(span.end) - share(span.start)) * 100}%`,
              }}
            />
          ))}
          <span
            className="absolute inset-y-0 start-0 bg-accent"
            style={{ width: `${share(position) * 100}%` }}
          />
          {spans.slice(1).map((span) => (
            <span
              key={span.start}
              className="absolute inset-y-0 w-[3px] -translate-x-1/2 bg-black/80"
              style={{ insetInlineStart: `${share(span.start) * 100}%` }}
            />
          ))}
        </div>
        <span
          className={cx(
            "absolute size-4 -translate-x-1/2 rounded-full bg-accent shadow-card transition-[opacity,scale] duration-120 ease-out rtl:translate-x-1/2",
            "scale-50 opacity-0 group-hover/bar:scale-100 group-hover/bar:opacity-100 group-focus-visible/bar:scale-100 group-focus-visible/bar:opacity-100 pointer-coarse:scale-100 pointer-coarse:opacity-100",
          )}
          style={{ insetInlineStart: `${share(position) * 100}%` }}
        />
      </div>
    </div>
  );
}

const PREVIEW_WIDTH = 192;

function Preview({
  share,
  time,
  tile,
  chapter,
}: {
  share: number;
  time: number;
  tile: Tile | null;
  chapter: string;
}) {
  const scale = tile ? PREVIEW_WIDTH / tile.width : 1;
  return (
    <div
      className="pointer-events-none absolute bottom-full z-20 mb-1 -translate-x-1/2 animate-fade rtl:translate-x-1/2"
      style={{
        insetInlineStart: `clamp(${PREVIEW_WIDTH / 2}px, ${share * 100}%, calc(100% - ${PREVIEW_WIDTH / 2}px))`,
      }}
    >
      {tile && (
        <div
          data-storyboard=""
          className="overflow-hidden rounded-lg border-2 border-white/90 bg-black shadow-card"
          style={{ width: PREVIEW_WIDTH, height: tile.height * scale }}
        >
          <div
            className="origin-top-left"
            style={{
              width: tile.width,
              height: tile.height,
              transform: `scale(${scale})`,
              backgroundImage: `url("${tile.url}")`,
              backgroundPosition: `-${tile.x}px -${tile.y}px`,
            }}
          />
        </div>
      )}
      <p className="tabular mt-2 text-center text-sm font-semibold text-white [text-shadow:0_1px_3px_rgb(0_0_0/0.9)]">
        {clock(time)}
        {chapter && <span className="ms-2 font-medium text-white/85">{chapter}</span>}
      </p>
    </div>
  );
}
