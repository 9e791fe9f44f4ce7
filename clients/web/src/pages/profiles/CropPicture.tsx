import { useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { type Crop, MOST_ZOOM, pulled, squareOf, WHOLE, within } from "./crop.ts";

const SIDE = 512;
const KEY_STEP = 0.04;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [KEY_STEP, 0],
  ArrowRight: [-KEY_STEP, 0],
  ArrowUp: [0, KEY_STEP],
  ArrowDown: [0, -KEY_STEP],
};

/** Choose the part of a picture that becomes an avatar; what is seen is what is sent. */
export function CropPicture({
  picture,
  isBusy,
  onDone,
  onOther,
}: {
  picture: ImageBitmap;
  isBusy: boolean;
  onDone: (avatar: Blob) => void;
  onOther: () => void;
}) {
  const { t } = useI18n();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState<Crop>(WHOLE);
  const held = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (!pen) return;
    const { left, top, side } = squareOf(crop, picture);
    pen.fillStyle = "#201b17";
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
  }, [crop, picture]);

  const pull = (byX: number, byY: number) => setCrop((before) => pulled(before, picture, byX, byY));
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!held.current) return;
    const { width } = event.currentTarget.getBoundingClientRect();
    pull((event.clientX - held.current.x) / width, (event.clientY - held.current.y) / width);
    held.current = { x: event.clientX, y: event.clientY };
  };
  const press = (event: KeyboardEvent) => {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    pull(way[0], way[1]);
  };
  const zoom = (to: number) => setCrop((before) => within({ ...before, zoom: to }, picture));

  return (
    <div className="grid justify-items-center gap-5">
      <button
        type="button"
        aria-label={t("avatar.move")}
        title={t("avatar.move")}
        className="size-64 cursor-grab touch-none overflow-hidden rounded-full active:cursor-grabbing focus-visible:rounded-full"
        onKeyDown={press}
        onWheel={(event) => zoom(crop.zoom * (event.deltaY < 0 ? 1.08 : 1 / 1.08))}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          held.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          held.current = null;
        }}
        onPointerCancel={() => {
          held.current = null;
        }}
      >
        <canvas ref={canvas} width={SIDE} height={SIDE} className="size-full" />
      </button>
      <label className="grid w-64 gap-1.5 text-xs font-semibold">
        {t("avatar.zoom")}
        <input
          type="range"
          min={1}
          max={MOST_ZOOM}
          step={0.02}
          value={crop.zoom}
          onChange={(event) => zoom(Number(event.target.value))}
          className="h-8 w-full accent-(--accent)"
        />
      </label>
      <div className="flex flex-wrap justify-center gap-3">
        <Button onClick={onOther} disabled={isBusy}>
          {t("avatar.other")}
        </Button>
        <Button
          look="accent"
          isBusy={isBusy}
          onClick={() => canvas.current?.toBlob((blob) => blob && onDone(blob), "image/jpeg", 0.92)}
        >
          {t("avatar.use")}
        </Button>
      </div>
    </div>
  );
}
