import { useI18n } from "@streamverse/i18n";
import { type PointerEvent, useRef, useState } from "react";
import { at, cropOf, type Focal, stepped } from "./focal.ts";

/** A picture with the point that stays in view, and beside it what will be seen. */
export function FocalPicker({
  url,
  shape,
  focal,
  isFixed,
  label,
  onChange,
}: {
  url: string;
  shape: number;
  focal: Focal;
  isFixed: boolean;
  label: string;
  onChange: (focal: Focal) => void;
}) {
  const { t, percent } = useI18n();
  const [size, setSize] = useState({ width: 16, height: 9 });
  const [isHeld, setHeld] = useState(false);
  const surface = useRef<HTMLSpanElement>(null);
  const crop = cropOf(size, shape, focal);
  // What is cut already looks the same beside it.
  const isCut = Math.min(crop.width, crop.height) < 0.97;
  const point = (event: PointerEvent) => {
    const box = surface.current?.getBoundingClientRect();
    if (!box) return;
    onChange(at((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height));
  };
  return (
    <div className="flex flex-wrap items-start gap-6">
      <span
        ref={surface}
        className="relative inline-block max-w-full touch-none overflow-hidden rounded-lg bg-surface-3"
        {...(isFixed
          ? {}
          : {
              onPointerDown: (event: PointerEvent<HTMLElement>) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                setHeld(true);
                point(event);
              },
              onPointerMove: (event: PointerEvent) => isHeld && point(event),
              onPointerUp: () => setHeld(false),
              onPointerCancel: () => setHeld(false),
            })}
      >
        <img
          src={url}
          alt=""
          draggable={false}
          onLoad={({ currentTarget }) =>
            setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }
          className="max-h-64 max-w-full"
        />
        {!isFixed && (
          <>
            <span
              aria-hidden="true"
              className="pointer-events-none absolute border-2 border-white/90 shadow-[0_0_0_999px_rgb(0_0_0/0.45)]"
              style={{
                left: `${crop.left * 100}%`,
                top: `${crop.top * 100}%`,
                width: `${crop.width * 100}%`,
                height: `${crop.height * 100}%`,
              }}
            />
            <button
              type="button"
              aria-label={`${label}: ${t("studio.artwork.focal.at", { x: percent(focal.x), y: percent(focal.y) })}`}
              title={t("studio.artwork.focal.hint")}
              onKeyDown={(event) => {
                const next = stepped(focal, event.key, event.shiftKey);
                if (!next) return;
                event.preventDefault();
                onChange(next);
              }}
              className="absolute size-7 -translate-x-1/2 -translate-y-1/2 cursor-grab rounded-full border-3 border-white bg-accent/60 shadow-card active:cursor-grabbing"
              style={{ left: `${focal.x * 100}%`, top: `${focal.y * 100}%` }}
            />
          </>
        )}
      </span>
      {!isFixed && isCut && (
        <span className="grid gap-1.5">
          <span className="text-xs text-ink-3">{t("studio.artwork.seen")}</span>
          <span
            aria-hidden="true"
            className="relative block h-40 overflow-hidden rounded-lg bg-surface-3"
            style={{ aspectRatio: shape }}
          >
            <img
              src={url}
              alt=""
              className="absolute max-w-none"
              style={{
                width: `${100 / crop.width}%`,
                left: `${(-crop.left / crop.width) * 100}%`,
                top: `${(-crop.top / crop.height) * 100}%`,
              }}
            />
          </span>
        </span>
      )}
    </div>
  );
}
