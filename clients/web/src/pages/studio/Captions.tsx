import { type Asset, type AssetTrack, api } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, Dialog, Field, IconButton, Select, useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { assetQuery } from "../../queries.ts";
import { wordsFor } from "../../words.ts";

const LANGUAGES = [
  "en",
  "hi",
  "ar",
  "bn",
  "de",
  "es",
  "fr",
  "it",
  "ja",
  "ko",
  "mr",
  "nl",
  "pa",
  "pl",
  "pt",
  "ru",
  "ta",
  "te",
  "tr",
  "ur",
  "zh",
];

/** What one hears and reads in the film, and a way to add subtitles. */
export function Captions({ asset }: { asset: Asset }) {
  const { t, language } = useI18n();
  const [isAdding, setAdding] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const hide = (trackId: string, isHidden: boolean) =>
    setHidden((before) => {
      const next = new Set(before);
      if (isHidden) next.add(trackId);
      else next.delete(trackId);
      return next;
    });
  const tracks = asset.tracks.filter((track) => track.kind !== "video" && !hidden.has(track.id));
  return (
    <>
      {tracks.length > 0 && (
        <ul className="mb-4 grid gap-2 text-sm">
          {tracks.map((track) => (
            <li key={track.id} className="flex min-h-9 items-center gap-4">
              <span>{track.label || language(track.language) || track.id}</span>
              <span className="flex-1" />
              <span className="text-ink-3">{t(`asset.track.${track.kind}` as Key)}</span>
              {track.is_sidecar && <RemoveCaptions asset={asset} track={track} onHide={hide} />}
            </li>
          ))}
        </ul>
      )}
      <p className="mb-3 text-sm text-ink-2">{t("asset.captions.lead")}</p>
      <Button icon="plus" onClick={() => setAdding(true)}>
        {t("asset.captions.add")}
      </Button>
      {isAdding && <AddCaptions asset={asset} onClose={() => setAdding(false)} />}
    </>
  );
}

/** Gone from the list at once, from the film when the time for an undo is over. */
function RemoveCaptions({
  asset,
  track,
  onHide,
}: {
  asset: Asset;
  track: AssetTrack;
  onHide: (trackId: string, isHidden: boolean) => void;
}) {
  const i18n = useI18n();
  const { t, language } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const name = track.label || language(track.language);
  const remove = () => {
    onHide(track.id, true);
    say(t("asset.captions.removed", { name }), {
      onUndo: () => onHide(track.id, false),
      onSettled: () => {
        api.removeCaptions(asset.id, track.id).then(
          () => void queryClient.invalidateQueries({ queryKey: assetQuery(asset.id).queryKey }),
          (error: unknown) => {
            onHide(track.id, false);
            say(wordsFor(error, i18n), { isProblem: true });
          },
        );
      },
    });
  };
  return (
    <IconButton
      icon="trash"
      label={t("asset.captions.remove", { name })}
      onClick={remove}
      className="size-9"
    />
  );
}

function AddCaptions({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const i18n = useI18n();
  const { t, language, locale } = i18n;
  const say = useToast();
  const id = useId();
  const queryClient = useQueryClient();
  const add = useMutation({
    mutationFn: async ({ file, tag }: { file: File; tag: string }) => {
      const type = file.name.toLowerCase().endsWith(".srt") ? "application/x-subrip" : "text/vtt";
      await api.addCaptions(asset.id, await file.text(), type, tag, language(tag));
    },
    onSuccess: () => {
      say(t("asset.captions.added"));
      void queryClient.invalidateQueries({ queryKey: assetQuery(asset.id).queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    if (file instanceof File) add.mutate({ file, tag: String(form.get("language")) });
  };
  const sorted = [...LANGUAGES].sort((a, b) => language(a).localeCompare(language(b), locale));
  return (
    <Dialog
      title={t("asset.captions.add")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look="accent" isBusy={add.isPending}>
            {t("asset.captions.add")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <Field
          label={t("asset.captions.file")}
          name="file"
          type="file"
          accept=".vtt,.srt,text/vtt,application/x-subrip"
          required
          problem={add.error ? wordsFor(add.error, i18n) : undefined}
          className="[&_input]:py-2.5"
        />
        <Select label={t("asset.captions.language")} name="language" defaultValue={locale}>
          {sorted.map((tag) => (
            <option key={tag} value={tag}>
              {language(tag)}
            </option>
          ))}
        </Select>
      </form>
    </Dialog>
  );
}
