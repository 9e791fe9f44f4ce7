import { channels, type MyChannelInvitation } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, useToast } from "@streamverse/ui";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChannelAvatar } from "../../channels/ChannelHeader.tsx";
import { FollowButton } from "../../channels/FollowButton.tsx";
import { followsQuery, myInvitationsQuery } from "../../channels/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { AccountPage, Line, Lines, Section, Waiting } from "./parts.tsx";

/** The channels this profile follows, and those its account is invited to. */
export function ChannelsPage() {
  const { t } = useI18n();
  return (
    <AccountPage title={t("account.channels")} lead={t("channels.lead")}>
      <Invitations />
      <Followed />
    </AccountPage>
  );
}

function Invitations() {
  const { t } = useI18n();
  const { data } = useQuery(myInvitationsQuery);
  if (!data?.items.length) return null;
  return (
    <Section title={t("channels.invitations")}>
      <Lines>
        {data.items.map((each) => (
          <Invitation key={each.id} invitation={each} />
        ))}
      </Lines>
    </Section>
  );
}

function Invitation({ invitation }: { invitation: MyChannelInvitation }) {
  const { t, date } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const { channel, invited_by: name } = invitation;
  const answer = useMutation({
    mutationFn: (isWelcome: boolean) =>
      isWelcome ? channels.accept(invitation.id) : channels.decline(invitation.id),
    onSuccess: (_, isWelcome) => {
      say(isWelcome ? t("channels.joined", { name: channel.name }) : t("channels.declined"));
      return queryClient.invalidateQueries({ queryKey: ["channels"] });
    },
  });
  return (
    <>
      <Line
        picture={<ChannelAvatar channel={{ name: channel.name, avatar: null }} />}
        name={channel.name}
        notes={t(name ? "channels.invited" : "channels.invited.noName", {
          name,
          rank: t(`channels.rank.${invitation.rank}` as Key),
          date: date(invitation.expires_at),
        })}
        actions={
          <>
            <Button look="quiet" disabled={answer.isPending} onClick={() => answer.mutate(false)}>
              {t("channels.decline")}
            </Button>
            <Button look="accent" isBusy={answer.isPending} onClick={() => answer.mutate(true)}>
              {t("channels.accept")}
            </Button>
          </>
        }
      />
      <Refusal error={answer.error} />
    </>
  );
}

function Followed() {
  const { t } = useI18n();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(followsQuery);
  const found = data?.pages.flatMap((page) => page.items);
  if (!found) return <Waiting error={error} onRetry={() => void refetch()} height="h-64" />;
  return (
    <Section
      title={t("channels.followed")}
      lead={found.length === 0 ? t("channels.followed.none") : undefined}
    >
      {found.length > 0 && (
        <Lines>
          {found.map((channel) => (
            <Line
              key={channel.id}
              picture={<ChannelAvatar channel={channel} />}
              name={
                <Link
                  to="/c/$handle"
                  params={{ handle: channel.handle }}
                  className="hover:underline"
                >
                  {channel.name}
                </Link>
              }
              notes={`@${channel.handle} · ${t("channel.followers", { count: channel.follower_count })}`}
              actions={<FollowButton channel={channel} />}
            />
          ))}
        </Lines>
      )}
      {hasNextPage && (
        <Button
          className="justify-self-start"
          isBusy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("channels.more")}
        </Button>
      )}
    </Section>
  );
}
