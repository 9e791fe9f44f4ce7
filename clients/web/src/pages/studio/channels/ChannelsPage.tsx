import { type Channel, channels } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import {
  Button,
  buttonClass,
  Dialog,
  EmptyState,
  ErrorState,
  Field,
  Skeleton,
  Switch,
  useToast,
} from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ChannelHeader } from "../../../channels/ChannelHeader.tsx";
import { myChannelsQuery } from "../../../channels/queries.ts";
import { Refusal } from "../../../people/Refusal.tsx";
import { detailOf, useTabName, wordsFor } from "../../../words.ts";
import { deskAddress } from "./address.ts";

const RESTORABLE_DAYS = 30;

/** The channels one belongs to, and a new one. */
export function ChannelsPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { data, error, refetch } = useQuery(myChannelsQuery);
  const [isMaking, setMaking] = useState(false);
  useTabName(t("chan.title"));
  const make = (
    <Button look="accent" icon="plus" onClick={() => setMaking(true)}>
      {t("chan.new")}
    </Button>
  );
  return (
    <div className="grid animate-fade gap-7">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="tight text-xl font-extrabold">{t("chan.title")}</h1>
          <p className="mt-1 text-ink-2">{t("chan.lead")}</p>
        </div>
        {data && data.items.length > 0 && make}
      </header>
      {!data &&
        (error ? (
          <ErrorState
            body={wordsFor(error, i18n)}
            detail={detailOf(error)}
            onRetry={() => void refetch()}
          />
        ) : (
          <div aria-busy="true" className="grid gap-5 md:grid-cols-2 xl:grid-cols-3">
            <Skeleton className="h-64 rounded-2xl" />
            <Skeleton className="h-64 rounded-2xl" />
          </div>
        ))}
      {data?.items.length === 0 && (
        <EmptyState icon="users" title={t("chan.none.title")} body={t("chan.none.body")}>
          {make}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <ul className="grid gap-5 md:grid-cols-2 xl:grid-cols-3">
          {data.items.map((channel) => (
            <ChannelTile key={channel.id} channel={channel} />
          ))}
        </ul>
      )}
      {isMaking && <NewChannelDialog onClose={() => setMaking(false)} />}
    </div>
  );
}

function ChannelTile({ channel }: { channel: Channel }) {
  const i18n = useI18n();
  const { t, date } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const restore = useMutation({
    mutationFn: () => channels.restore(channel.id),
    onSuccess: async () => {
      say(t("chan.restored", { name: channel.name }));
      await queryClient.invalidateQueries({ queryKey: myChannelsQuery.queryKey });
    },
    onError: (error) => say(wordsFor(error, i18n), { isProblem: true }),
  });
  const { rank } = channel.you;
  return (
    <li className="flex min-w-0 flex-col overflow-hidden rounded-2xl border border-line bg-surface-1">
      <div className={channel.deleted_at ? "opacity-50" : ""}>
        <ChannelHeader channel={channel} isSmall />
      </div>
      <div className="mt-auto flex flex-wrap items-center gap-3 border-t border-line p-4">
        {channel.deleted_at ? (
          <>
            <p className="min-w-0 flex-1 text-sm text-ink-2">
              {t("chan.deleted", { date: date(lastDay(channel.deleted_at)) })}
            </p>
            <Button isBusy={restore.isPending} onClick={() => restore.mutate()}>
              {t("chan.restore")}
            </Button>
          </>
        ) : (
          <>
            <p className="min-w-0 flex-1 text-sm font-semibold text-ink-2">
              {rank && t(`chan.rank.${rank}` as Key)}
            </p>
            <Link
              to="/c/$handle"
              params={{ handle: channel.handle }}
              className={buttonClass("quiet")}
            >
              {t("chan.open")}
            </Link>
            <Link to={deskAddress(channel) as string} className={buttonClass("plain")}>
              {t("channel.manage")}
            </Link>
          </>
        )}
      </div>
    </li>
  );
}

function lastDay(deletedAt: string): string {
  const day = new Date(deletedAt);
  day.setDate(day.getDate() + RESTORABLE_DAYS);
  return day.toISOString();
}

function NewChannelDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [handle, setHandle] = useState<string | null>(null);
  const [isPublic, setPublic] = useState(true);
  const [isForKids, setForKids] = useState(false);
  const wanted = handle ?? suggested(name);
  const make = useMutation({
    mutationFn: () =>
      channels.make({ name, handle: wanted, is_public: isPublic, is_for_kids: isForKids }),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: ["channels"] });
      onClose();
      await navigate({ to: deskAddress(made) as string });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isPending) make.mutate();
  };
  return (
    <Dialog title={t("chan.new")} onClose={onClose}>
      <form onSubmit={send} className="grid gap-4">
        <Field
          label={t("chan.name")}
          value={name}
          required
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={t("chan.handle")}
          hint={t("chan.handle.hint", { site: location.host, handle: wanted || "…" })}
          value={wanted}
          required
          maxLength={31}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => setHandle(event.target.value)}
        />
        <Switch
          label={t("chan.public")}
          hint={t("chan.public.hint")}
          checked={isPublic}
          onChange={(event) => setPublic(event.target.checked)}
        />
        <Switch
          label={t("chan.kids")}
          hint={t("chan.kids.hint")}
          checked={isForKids}
          onChange={(event) => setForKids(event.target.checked)}
        />
        <Refusal error={make.error} />
        <Button type="submit" look="accent" isBusy={make.isPending} className="justify-self-end">
          {t("chan.create")}
        </Button>
      </form>
    </Dialog>
  );
}

/** A handle out of a name: letters and digits, a hyphen where there were spaces. */
function suggested(name: string): string {
  return name
    .trim()
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 30);
}
