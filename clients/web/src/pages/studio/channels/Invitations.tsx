import { type Channel, channels, type GivenRank } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, Field, Icon, Select, Skeleton, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { invitationsQuery } from "../../../channels/queries.ts";
import { Refusal } from "../../../people/Refusal.tsx";
import { wordsFor } from "../../../words.ts";
import { Panel } from "../parts.tsx";
import { givableRanks } from "./ranks.ts";

/** Who is invited to a channel, and one more. */
export function Invitations({ channel }: { channel: Channel }) {
  const i18n = useI18n();
  const { t, date } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(invitationsQuery(channel.id));
  const ranks = givableRanks(channel);
  const [email, setEmail] = useState("");
  const [rank, setRank] = useState<GivenRank>(ranks.at(-1) ?? "member");
  const renew = () =>
    queryClient.invalidateQueries({ queryKey: invitationsQuery(channel.id).queryKey });
  const invite = useMutation({
    mutationFn: () => channels.invite(channel.id, email, rank),
    onSuccess: (made) => {
      say(t("chan.invite.sent", { email: made.email }));
      setEmail("");
      return renew();
    },
  });
  const revoke = useMutation({
    mutationFn: (id: string) => channels.revoke(channel.id, id),
    onSettled: renew,
    onError: (problem) => say(wordsFor(problem, i18n), { isProblem: true }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!invite.isPending) invite.mutate();
  };
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Panel title={t("chan.invite")}>
        <form onSubmit={send} className="grid gap-4">
          <Field
            label={t("chan.invite.email")}
            type="email"
            required
            maxLength={254}
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <Select
            label={t("chan.invite.rank")}
            value={rank}
            onChange={(event) => setRank(event.target.value as GivenRank)}
          >
            {ranks.map((each) => (
              <option key={each} value={each}>
                {t(`chan.rank.${each}` as Key)}
              </option>
            ))}
          </Select>
          <Refusal error={invite.error} />
          <Button
            type="submit"
            look="accent"
            isBusy={invite.isPending}
            className="justify-self-start"
          >
            {t("chan.invite.send")}
          </Button>
        </form>
      </Panel>
      <Panel title={t("chan.invite.open")}>
        <Refusal error={error} />
        {!data && !error && <Skeleton className="h-24 rounded-xl" />}
        {data?.items.length === 0 && <p className="text-sm text-ink-2">{t("chan.invite.none")}</p>}
        <ul className="divide-y divide-line">
          {data?.items.map((each) => (
            <li key={each.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
              <Icon name="mail" className="size-6 text-ink-2" />
              <div className="min-w-0 flex-1 basis-48">
                <p className="truncate text-sm font-semibold">{each.email || each.name}</p>
                <p className="text-xs text-ink-3">
                  {t("chan.invite.until", {
                    rank: t(`chan.rank.${each.rank}` as Key),
                    date: date(each.expires_at),
                  })}
                </p>
              </div>
              <Button
                size="sm"
                look="quiet"
                aria-label={t("chan.invite.revokeOf", { name: each.email || each.name })}
                isBusy={revoke.isPending && revoke.variables === each.id}
                onClick={() => revoke.mutate(each.id)}
              >
                {t("chan.invite.revoke")}
              </Button>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
