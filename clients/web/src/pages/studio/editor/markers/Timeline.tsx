import type { Marker } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { LOOKS } from "./looks.ts";
import { type Edge, nudgeOf, placed, timeOf } from "./markers.ts";

/** The film as a line with its markers on it; their edges are dragged, or moved by arrow keys. */
export function Timeline({
  markers,
  position,
  duration,
  onSeek,
  onChange,
}: {
  markers: readonly Marker[];
  position: number;
  duration: number;
  onSeek: (to: number) => void;
  onChange: (marker: Marker, next: Marker) => void;
}) {
  const { t } = useI18n();
  const line = useRef<HTMLDivElement>(null);
  const share = (time: number) => `${duration > 0 ? Math.min(100, (time / duration) * 100) : 0}%`;
  const timeAt = (event: PointerEvent) => {
    const box = line.current?.getBoundingClientRect();
    if (!box) return 0;
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * duration;
  };
  return (
    <div dir="ltr" className="grid gap-1">
      <input
        type="range"
        aria-label={t("studio.video.position")}
        aria-valuetext={clock(position)}
        min={0}
        max={Math.max(1, duration)}
        step={0.04}
        value={position}
        onChange={(event) => onSeek(Number(event.target.value))}
        className="h-6 w-full accent-(--accent)"
      />
      <div ref={line} className="relative h-16 rounded-lg bg-surface-2">
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 z-2 w-0.5 bg-ink-1"
          style={{ left: share(position) }}
        />
        {markers.map((marker, i) => {
          const { kind, from_seconds: from, to_seconds: to, name } = marker;
          const words = name || t(`studio.marker.${kind}`);
          const isPoint = to === null;
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is all there is
              key={i}
              className={cx(
                "absolute rounded-md",
                isPoint ? "top-9 h-6 w-0.5" : "top-1.5 h-7 min-w-1.5",
                LOOKS[kind],
              )}
              style={{
                left: share(from),
                ...(isPoint ? {} : { width: share(to - from) }),
              }}
            >
              <span className="pointer-events-none absolute inset-x-2 truncate text-xs leading-7 font-semibold max-sm:hidden">
                {isPoint ? "" : words}
              </span>
              {(isPoint ? (["from"] as const) : (["from", "to"] as const)).map((edge) => (
                <EdgeHandle
                  key={edge}
                  edge={edge}
                  marker={marker}
                  words={words}
                  isPoint={isPoint}
                  timeAt={timeAt}
                  onMove={(to_) => {
                    onChange(marker, placed(marker, edge, to_, duration));
                    onSeek(to_);
                  }}
                />
              ))}
            </span>
          );
        })}
      </div>
    </div>
  );
}

function EdgeHandle({
  edge,
  marker,
  words,
  isPoint,
  timeAt,
  onMove,
}: {
  edge: Edge;
  marker: Marker;
  words: string;
  isPoint: boolean;
  timeAt: (event: PointerEvent) => number;
  onMove: (to: number) => void;
}) {
  const { t } = useI18n();
  const at = edge === "from" ? marker.from_seconds : (marker.to_seconds ?? 0);
  const isHeld = useRef(false);
  return (
    <button
      type="button"
      data-marker=""
      aria-label={t(edge === "from" ? "studio.markers.fromOf" : "studio.markers.toOf", {
        name: words,
        time: timeOf(at),
      })}
      onKeyDown={(event: KeyboardEvent) => {
        const by = nudgeOf(event.key, event.shiftKey);
        if (by === 0) return;
        event.preventDefault();
        onMove(at + by);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isHeld.current = true;
      }}
      onPointerMove={(event) => isHeld.current && onMove(timeAt(event))}
      onPointerUp={() => {
        isHeld.current = false;
      }}
      onPointerCancel={() => {
        isHeld.current = false;
      }}
      className={cx(
        "absolute cursor-ew-resize touch-none rounded-sm",
        isPoint
          ? "-top-1 -left-1.5 size-3.5 rounded-full border-2 border-surface-0 bg-ink-1"
          : "inset-y-0 w-3 border-current opacity-70 hover:opacity-100",
        !isPoint && (edge === "from" ? "left-0 border-l-3" : "right-0 border-r-3"),
      )}
    />
  );
}
