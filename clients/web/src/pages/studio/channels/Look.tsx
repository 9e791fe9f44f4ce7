import { type Channel, channels } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import {
  Button,
  buttonClass,
  cx,
  Field,
  Icon,
  IconButton,
  Switch,
  TextArea,
  useToast,
} from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ChangeEvent, type FormEvent, useId, useState } from "react";
import { contrastOf, inkOn, NEEDED } from "../../../channels/accents.ts";
import { ChannelHeader } from "../../../channels/ChannelHeader.tsx";
import { Refusal } from "../../../people/Refusal.tsx";
import { Panel } from "../parts.tsx";
import { deskAddress } from "./address.ts";

const USUAL = "#f6b84b";
const MOST_LINKS = 10;

interface Draft {
  name: string;
  handle: string;
  description: string;
  accent: string;
  is_public: boolean;
  is_for_kids: boolean;
  links: readonly { id: number; name: string; url: string }[];
}

function draftOf(channel: Channel): Draft {
  const { name, handle, description, accent, is_public, is_for_kids, links } = channel;
  const numbered = links.map((link, id) => ({ id, ...link }));
  return { name, handle, description, accent, is_public, is_for_kids, links: numbered };
}

/** What a channel shows of itself, with how that will look. */
export function Look({ channel }: { channel: Channel }) {
  const { t } = useI18n();
  const say = useToast();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft>(draftOf(channel));
  const set = (change: Partial<Draft>) => setDraft((known) => ({ ...known, ...change }));
  const save = useMutation({
    mutationFn: () =>
      channels.change(channel, {
        name: draft.name,
        handle: draft.handle,
        description: draft.description,
        accent: draft.accent,
        is_public: draft.is_public,
        is_for_kids: draft.is_for_kids,
        links: draft.links
          .filter(({ name, url }) => name.trim() || url.trim())
          .map(({ name, url }) => ({ name, url })),
      }),
    onSuccess: async (changed) => {
      say(t("chan.saved"));
      setDraft(draftOf(changed));
      queryClient.setQueryData(["channel", changed.handle], changed);
      await queryClient.invalidateQueries({ queryKey: ["channels"] });
      if (changed.handle !== channel.handle) {
        await navigate({ to: deskAddress(changed) as string, replace: true });
      }
    },
  });
  const contrast = contrastOf(draft.accent);
  const isSeen = contrast === null || contrast >= NEEDED;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form
      onSubmit={send}
      className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]"
    >
      <div className="grid gap-6">
        <Panel title={t("chan.facts")}>
          <div className="grid gap-4">
            <Field
              label={t("chan.name")}
              value={draft.name}
              required
              maxLength={100}
              onChange={(event) => set({ name: event.target.value })}
            />
            <Field
              label={t("chan.handle")}
              hint={
                draft.handle === channel.handle
                  ? t("chan.handle.hint", { site: location.host, handle: draft.handle })
                  : t("chan.handle.rename")
              }
              value={draft.handle}
              required
              maxLength={31}
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => set({ handle: event.target.value })}
            />
            <TextArea
              label={t("chan.description")}
              value={draft.description}
              rows={5}
              maxLength={5000}
              dir="auto"
              onChange={(event) => set({ description: event.target.value })}
            />
            <Switch
              label={t("chan.public")}
              hint={t("chan.public.hint")}
              checked={draft.is_public}
              onChange={(event) => set({ is_public: event.target.checked })}
            />
            <Switch
              label={t("chan.kids")}
              hint={t("chan.kids.hint")}
              checked={draft.is_for_kids}
              onChange={(event) => set({ is_for_kids: event.target.checked })}
            />
          </div>
        </Panel>
        <Panel title={t("chan.links")}>
          <Links links={draft.links} onChange={(links) => set({ links })} />
        </Panel>
      </div>
      <div className="grid gap-6 xl:sticky xl:top-24">
        <Panel title={t("chan.preview")} className="overflow-hidden">
          <div className="-mx-4 -mb-4 sm:-mx-6 sm:-mb-6">
            <ChannelHeader
              channel={{
                ...channel,
                name: draft.name,
                handle: draft.handle,
                is_public: draft.is_public,
                is_for_kids: draft.is_for_kids,
                accent: isSeen && contrast ? draft.accent : "",
                accent_ink: inkOn(draft.accent),
              }}
              isSmall
              actions={
                <span className={buttonClass("accent")} aria-hidden="true">
                  {t("channel.follow")}
                </span>
              }
            />
          </div>
        </Panel>
        <Panel title={t("chan.branding")}>
          <div className="grid gap-5">
            <Picture channel={channel} which="cover" />
            <Picture channel={channel} which="avatar" />
            <Accent accent={draft.accent} onChange={(accent) => set({ accent })} />
          </div>
        </Panel>
        <Refusal error={save.error} />
        <Button
          type="submit"
          look="accent"
          size="lg"
          isBusy={save.isPending}
          disabled={!isSeen}
          className="justify-self-start"
        >
          {t("chan.save")}
        </Button>
      </div>
    </form>
  );
}

function Accent({ accent, onChange }: { accent: string; onChange: (accent: string) => void }) {
  const { t } = useI18n();
  const id = useId();
  const contrast = contrastOf(accent);
  const ratio = contrast?.toFixed(1) ?? "";
  const isBad = contrast !== null && contrast < NEEDED;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-xs font-semibold text-ink-2">
        {t("chan.accent")}
      </label>
      <span className="flex items-center gap-3">
        <input
          id={id}
          type="color"
          value={accent || USUAL}
          aria-invalid={isBad || undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.value)}
          className="h-12 w-20 cursor-pointer rounded-lg border border-line-strong bg-surface-1 p-1"
        />
        {accent && (
          <Button look="quiet" onClick={() => onChange("")}>
            {t("chan.accent.clear")}
          </Button>
        )}
      </span>
      <p
        id={`${id}-note`}
        aria-live="polite"
        className={cx("text-xs", isBad ? "text-danger" : "text-ink-3")}
      >
        {contrast === null
          ? t("chan.accent.none")
          : t(isBad ? "chan.accent.bad" : "chan.accent.hint", { ratio })}
      </p>
    </div>
  );
}

function Picture({ channel, which }: { channel: Channel; which: "avatar" | "cover" }) {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const keep = (changed: Channel) => {
    queryClient.setQueryData(["channel", channel.handle], changed);
    return queryClient.invalidateQueries({ queryKey: ["channels"] });
  };
  const put = useMutation({
    mutationFn: (file: File) => channels.setPicture(channel, which, file),
    onSuccess: (changed) => {
      say(t("chan.picture.set"));
      return keep(changed);
    },
  });
  const remove = useMutation({
    mutationFn: () => channels.removePicture(channel, which),
    onSuccess: keep,
  });
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) put.mutate(file);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-xs font-semibold text-ink-2">{t(`chan.${which}`)}</legend>
      <div className="flex flex-wrap items-center gap-3">
        <label
          aria-busy={put.isPending || undefined}
          className={cx(
            buttonClass("plain"),
            "cursor-pointer has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent aria-busy:opacity-55",
          )}
        >
          <Icon name="upload" className="size-5" />
          {t("chan.picture.choose")}
          <input
            type="file"
            accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
            aria-label={`${t(`chan.${which}`)}: ${t("chan.picture.choose")}`}
            className="sr-only"
            disabled={put.isPending}
            onChange={choose}
          />
        </label>
        {channel[which] && (
          <Button look="quiet" isBusy={remove.isPending} onClick={() => remove.mutate()}>
            {t("chan.picture.remove")}
          </Button>
        )}
      </div>
      <p className="text-xs text-ink-3">{t(`chan.${which}.hint`)}</p>
      <Refusal error={put.error ?? remove.error} />
    </fieldset>
  );
}

function Links({
  links,
  onChange,
}: {
  links: Draft["links"];
  onChange: (links: Draft["links"]) => void;
}) {
  const { t } = useI18n();
  const change = (id: number, wish: Partial<Draft["links"][number]>) =>
    onChange(links.map((link) => (link.id === id ? { ...link, ...wish } : link)));
  return (
    <div className="grid gap-4">
      {links.map((link, at) => (
        <div
          key={link.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-3 sm:grid-cols-[12rem_minmax(0,1fr)_auto]"
        >
          <Field
            className="max-sm:col-span-2"
            label={t("chan.link.name", { number: at + 1 })}
            value={link.name}
            maxLength={40}
            onChange={(event) => change(link.id, { name: event.target.value })}
          />
          <Field
            label={t("chan.link.url", { number: at + 1 })}
            type="url"
            placeholder="https://"
            value={link.url}
            maxLength={500}
            onChange={(event) => change(link.id, { url: event.target.value })}
          />
          <IconButton
            icon="close"
            label={t("chan.link.remove", { number: at + 1 })}
            onClick={() => onChange(links.filter(({ id }) => id !== link.id))}
          />
        </div>
      ))}
      {links.length < MOST_LINKS && (
        <Button
          icon="plus"
          className="justify-self-start"
          onClick={() =>
            onChange([
              ...links,
              { id: Math.max(-1, ...links.map(({ id }) => id)) + 1, name: "", url: "" },
            ])
          }
        >
          {t("chan.link.add")}
        </Button>
      )}
    </div>
  );
}
