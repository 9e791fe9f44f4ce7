import {
  type Channel,
  type ChannelMember,
  type ChannelPermission,
  channels,
  type GivenRank,
} from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import {
  Avatar,
  Button,
  Checkbox,
  Dialog,
  ErrorState,
  Icon,
  Skeleton,
  useToast,
} from "@streamverse/ui";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "../../../channels/queries.ts";
import { Refusal } from "../../../people/Refusal.tsx";
import { meQuery } from "../../../queries.ts";
import { detailOf, wordsFor } from "../../../words.ts";
import { Panel, Pick } from "../parts.tsx";
import { givableRanks, PERMISSIONS } from "./ranks.ts";

/** Who belongs to a channel, and what they may do in it. */
export function Members({ channel }: { channel: Channel }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    membersQuery(channel.id),
  );
  const found = data?.pages.flatMap((page) => page.items);
  return (
    <Panel title={t("chan.tab.members")} lead={t("chan.members.lead")}>
      {!found &&
        (error ? (
          <ErrorState
            body={wordsFor(error, i18n)}
            detail={detailOf(error)}
            onRetry={() => void refetch()}
          />
        ) : (
          <Skeleton className="h-40 rounded-xl" />
        ))}
      {found && (
        <ul className="divide-y divide-line">
          {found.map((member) => (
            <Member key={member.account_id} channel={channel} member={member} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("chan.members.more")}
        </Button>
      )}
    </Panel>
  );
}

function Member({ channel, member }: { channel: Channel; member: ChannelMember }) {
  const i18n = useI18n();
  const { t, date } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const [isChoosing, setChoosing] = useState(false);
  const [isParting, setParting] = useState(false);
  const renew = () =>
    queryClient.invalidateQueries({ queryKey: membersQuery(channel.id).queryKey });
  const onError = (error: unknown) => say(wordsFor(error, i18n), { isProblem: true });
  const setRank = useMutation({
    mutationFn: (rank: GivenRank) =>
      channels.setMember(channel.id, member.account_id, { rank, permissions: null }),
    onSettled: renew,
    onError,
  });
  const mute = useMutation({
    mutationFn: () =>
      member.is_muted
        ? channels.unmute(channel.id, member.account_id)
        : channels.mute(channel.id, member.account_id),
    onSettled: renew,
    onError,
  });
  const remove = useMutation({
    mutationFn: () => channels.removeMember(channel.id, member.account_id),
    onSuccess: () => {
      setParting(false);
      return renew();
    },
  });
  const ranks = givableRanks(channel);
  const isBelow = member.rank !== "owner" && ranks.includes(member.rank);
  const mayMute = isBelow && channel.you.permissions.includes("mute");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4">
      <Avatar name={member.name} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 text-sm font-semibold">
          {member.name}
          {member.account_id === me?.id && (
            <span className="text-xs font-normal text-ink-3">{t("chan.member.you")}</span>
          )}
          {member.is_muted && (
            <span className="inline-flex items-center gap-1 text-xs text-warning">
              <Icon name="muted" className="size-4" />
              {t("chan.member.muted")}
            </span>
          )}
        </p>
        <p className="text-xs text-ink-3">
          {member.permissions.map((each) => t(`chan.may.${each}` as Key)).join(" · ") ||
            t("chan.member.since", { date: date(member.joined_at) })}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {member.may_change && isBelow ? (
          <>
            <Pick
              label={t("chan.member.rank", { name: member.name })}
              value={member.rank}
              disabled={setRank.isPending}
              onChange={(event) => setRank.mutate(event.target.value as GivenRank)}
            >
              {ranks.map((rank) => (
                <option key={rank} value={rank}>
                  {t(`chan.rank.${rank}` as Key)}
                </option>
              ))}
            </Pick>
            <Button
              size="sm"
              aria-label={t("chan.member.permissions", { name: member.name })}
              onClick={() => setChoosing(true)}
            >
              <Icon name="key" className="size-4" />
            </Button>
          </>
        ) : (
          <span className="px-3 text-sm text-ink-2">{t(`chan.rank.${member.rank}` as Key)}</span>
        )}
        {mayMute && (
          <Button size="sm" look="quiet" isBusy={mute.isPending} onClick={() => mute.mutate()}>
            {t(member.is_muted ? "chan.member.unmute" : "chan.member.mute")}
          </Button>
        )}
        {member.may_change && (
          <Button
            size="sm"
            look="quiet"
            aria-label={t("chan.member.remove", { name: member.name })}
            onClick={() => setParting(true)}
          >
            {t("chan.member.letGo")}
          </Button>
        )}
      </div>
      {isChoosing && (
        <PermissionsDialog
          channel={channel}
          member={member}
          onClose={() => setChoosing(false)}
          onDone={() => {
            setChoosing(false);
            void renew();
          }}
        />
      )}
      {isParting && (
        <Dialog
          title={t("chan.member.remove", { name: member.name })}
          onClose={() => setParting(false)}
          actions={
            <>
              <Button onClick={() => setParting(false)}>{t("app.cancel")}</Button>
              <Button look="danger" isBusy={remove.isPending} onClick={() => remove.mutate()}>
                {t("chan.member.letGo")}
              </Button>
            </>
          }
        >
          <p>{t("chan.member.remove.body")}</p>
          <Refusal error={remove.error} />
        </Dialog>
      )}
    </li>
  );
}

function PermissionsDialog({
  channel,
  member,
  onClose,
  onDone,
}: {
  channel: Channel;
  member: ChannelMember;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useI18n();
  const [isOwn, setOwn] = useState(member.has_own_permissions);
  const [chosen, setChosen] = useState<ReadonlySet<ChannelPermission>>(new Set(member.permissions));
  const save = useMutation({
    mutationFn: () =>
      channels.setMember(channel.id, member.account_id, {
        rank: member.rank as GivenRank,
        permissions: isOwn ? [...chosen] : null,
      }),
    onSuccess: onDone,
  });
  return (
    <Dialog
      title={t("chan.member.permissions", { name: member.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button look="accent" isBusy={save.isPending} onClick={() => save.mutate()}>
            {t("chan.save")}
          </Button>
        </>
      }
    >
      <Checkbox
        label={t("chan.ownPermissions")}
        checked={isOwn}
        onChange={(event) => setOwn(event.target.checked)}
      />
      <div className="grid ps-9">
        {PERMISSIONS.map((each) => (
          <Checkbox
            key={each}
            label={t(`chan.may.${each}` as Key)}
            checked={chosen.has(each)}
            disabled={!isOwn || !channel.you.permissions.includes(each)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.target.checked) next.add(each);
              else next.delete(each);
              setChosen(next);
            }}
          />
        ))}
      </div>
      <Refusal error={save.error} />
    </Dialog>
  );
}
