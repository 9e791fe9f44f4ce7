import { studio, TITLE_KINDS, type TitleKind, wishKey } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, Field, Select } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { wordsFor } from "../../../words.ts";
import { channelsQuery } from "./queries.ts";

const CREATORS: readonly TitleKind[] = ["video", "short", "audio", "image"];

/** A name and a kind are enough to begin; everything else is edited afterwards. */
export function NewTitleDialog({ isEditor, onClose }: { isEditor: boolean; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const id = useId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const kinds = isEditor ? TITLE_KINDS : CREATORS;
  const [kind, setKind] = useState<TitleKind>(isEditor ? "movie" : "video");
  const [key] = useState(wishKey);
  const { data: channels = [] } = useQuery(channelsQuery);
  const create = useMutation({
    mutationFn: (wish: { name: string; channel_id: string | null }) =>
      studio.create({ kind, ...wish }, key),
    onSuccess: (made) => {
      void queryClient.invalidateQueries({ queryKey: ["studio", "titles"] });
      void navigate({ to: "/studio/titles/$id/$tab", params: { id: made.id, tab: "details" } });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    create.mutate({
      name: String(form.get("name")).trim(),
      channel_id: String(form.get("channel") ?? "") || null,
    });
  };
  return (
    <Dialog
      title={t("studio.new")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look="accent" isBusy={create.isPending}>
            {t("studio.new.create")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <Field
          label={t("studio.field.name")}
          name="name"
          required
          maxLength={200}
          autoComplete="off"
          problem={create.error ? wordsFor(create.error, i18n) : undefined}
        />
        <Select
          label={t("studio.column.kind")}
          value={kind}
          onChange={(event) => setKind(event.target.value as TitleKind)}
        >
          {kinds.map((each) => (
            <option key={each} value={each}>
              {t(`studio.kind.${each}`)}
            </option>
          ))}
        </Select>
        {CREATORS.includes(kind) && channels.length > 0 && (
          <Select label={t("studio.column.channel")} name="channel" defaultValue={channels[0]?.id}>
            {channels.map((channel) => (
              <option key={channel.id} value={channel.id}>
                {channel.name}
              </option>
            ))}
          </Select>
        )}
      </form>
    </Dialog>
  );
}
