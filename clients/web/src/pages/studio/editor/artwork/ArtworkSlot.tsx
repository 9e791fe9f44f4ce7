import { type ArtworkRole, type Artworks, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, cx, Icon, useToast } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { type DragEvent, useId, useRef, useState } from "react";
import { wordsFor } from "../../../../words.ts";
import { Panel } from "../../parts.tsx";
import { useDesk, useTyping } from "../context.ts";
import { FocalPicker } from "./FocalPicker.tsx";
import { type Focal, MIDDLE } from "./focal.ts";

/** Width ÷ height of what is shown. */
export const SHAPES: Record<ArtworkRole, number> = {
  poster: 2 / 3,
  backdrop: 16 / 9,
  still: 16 / 9,
  logo: 5 / 2,
  square: 1,
};

/** One role's picture: chosen, dropped, or taken from the film; cut around its focal point. */
export function ArtworkSlot({
  role,
  titleId,
  picture,
  frames,
}: {
  role: ArtworkRole;
  titleId: string;
  picture: NonNullable<Artworks[ArtworkRole]> | null;
  frames: readonly string[];
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const desk = useDesk();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [local, setLocal] = useState<{ file: Blob; url: string } | null>(null);
  const [focal, setFocal] = useState<Focal | null>(null);
  const [alt, setAlt] = useState(picture?.alt ?? "");
  const altTyping = useTyping(alt, setAlt);
  const largest = [...(picture?.images ?? [])]
    .filter(({ type }) => type !== "image/avif")
    .sort((a, b) => b.width - a.width)[0];
  const point = focal ?? picture?.focal ?? MIDDLE;
  const shown = local?.url ?? largest?.url ?? null;
  const isFrame = picture !== null && picture.focal === null;
  const isChanged =
    local !== null || (picture !== null && !isFrame && (focal !== null || alt !== picture.alt));

  const done = async () => {
    if (local) URL.revokeObjectURL(local.url);
    setLocal(null);
    setFocal(null);
    await desk.refresh();
  };
  const refused = (error: unknown) => say(wordsFor(error, i18n), { isProblem: true });
  const save = useMutation({
    mutationFn: () =>
      local
        ? studio.setArtwork(titleId, role, local.file, { alt, ...point })
        : studio.changeArtwork(titleId, role, { alt, ...(focal ? { focal } : {}) }),
    onSuccess: () => {
      say(t("studio.artwork.saved", { role: t(`studio.artwork.${role}`) }));
      return done();
    },
    onError: refused,
  });
  const remove = useMutation({
    mutationFn: () => studio.removeArtwork(titleId, role),
    onSuccess: done,
    onError: refused,
  });
  const take = (file: Blob | undefined) => {
    if (!file?.type.startsWith("image/")) {
      if (file) say(t("studio.artwork.notPicture"), { isProblem: true });
      return;
    }
    if (local) URL.revokeObjectURL(local.url);
    setLocal({ file, url: URL.createObjectURL(file) });
    setFocal(null);
  };
  const takeFrame = async (url: string) => {
    try {
      take(await (await fetch(url)).blob());
    } catch (error) {
      refused(error);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };

  return (
    <Panel
      title={t(`studio.artwork.${role}`)}
      lead={t(`studio.artwork.${role}.lead`)}
      id={role}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="sm" icon="upload" onClick={() => input.current?.click()}>
            {t("studio.artwork.choose")}
          </Button>
          {picture && !local && !isFrame && (
            <Button
              size="sm"
              look="danger"
              icon="trash"
              isBusy={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t("studio.artwork.remove")}
            </Button>
          )}
        </span>
      }
    >
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label={t("studio.artwork.file", { role: t(`studio.artwork.${role}`) })}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button above */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cx(
          "rounded-xl border-2 border-dashed p-4 transition-colors duration-150",
          isOver ? "border-accent bg-surface-2" : "border-line",
        )}
      >
        {shown ? (
          <FocalPicker
            url={shown}
            shape={SHAPES[role]}
            focal={point}
            isFixed={role === "logo" || (isFrame && !local)}
            label={t("studio.artwork.focal", { role: t(`studio.artwork.${role}`) })}
            onChange={setFocal}
          />
        ) : (
          <p className="flex items-center gap-3 py-6 text-sm text-ink-3">
            <Icon name="upload" className="size-6" />
            {t("studio.artwork.drop")}
          </p>
        )}
      </div>
      {frames.length > 0 && (
        <ul aria-label={t("studio.artwork.frames")} className="mt-3 flex gap-2 overflow-x-auto p-1">
          {frames.map((url, i) => (
            <li key={url} className="shrink-0">
              <button
                type="button"
                aria-label={t("studio.artwork.frame", { number: i + 1 })}
                onClick={() => void takeFrame(url)}
                className="block overflow-hidden rounded-lg transition-transform duration-150 hover:scale-[1.03]"
              >
                <img src={url} alt="" loading="lazy" className="aspect-video w-32 object-cover" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown && (
        <div className="mt-4 flex flex-wrap items-end gap-3">
          <div className="min-w-52 flex-1">
            <label htmlFor={id} className="text-xs font-semibold text-ink-2">
              {t("studio.artwork.alt")}
            </label>
            <input
              {...altTyping}
              id={id}
              maxLength={200}
              dir="auto"
              disabled={isFrame && !local}
              className="mt-1.5 h-12 w-full rounded-lg border border-line-strong bg-surface-1 px-3.5 hover:border-ink-3"
            />
          </div>
          <Button
            look="accent"
            disabled={!isChanged}
            isBusy={save.isPending}
            onClick={() => save.mutate()}
          >
            {t("studio.artwork.save")}
          </Button>
          {(local || focal) && (
            <Button
              look="quiet"
              onClick={() => {
                if (local) URL.revokeObjectURL(local.url);
                setLocal(null);
                setFocal(null);
              }}
            >
              {t("app.cancel")}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}
