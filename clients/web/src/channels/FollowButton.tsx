import { type Channel, channels } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { meQuery } from "../queries.ts";
import { wordsFor } from "../words.ts";
import { followsQuery } from "./queries.ts";

/** Follow a channel, or stop; guests are led to sign in and come back. */
export function FollowButton({ channel }: { channel: Channel }) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const change = useMutation({
    mutationFn: (isFollowing: boolean) =>
      isFollowing ? channels.follow(channel.id) : channels.unfollow(channel.id),
    onSuccess: ({ is_following, follower_count }) => {
      queryClient.setQueriesData<Channel>({ queryKey: ["channel"] }, (known) =>
        known?.id === channel.id && "you" in known
          ? { ...known, follower_count, you: { ...known.you, is_following } }
          : known,
      );
      return queryClient.invalidateQueries({ queryKey: followsQuery.queryKey });
    },
    onError: (error) => say(wordsFor(error, i18n), { isProblem: true }),
  });
  if (me === null) {
    return (
      <Link
        to="/login"
        search={{ next: `/c/${channel.handle}` }}
        aria-label={t("channel.follow.name", { name: channel.name })}
        className={buttonClass("accent")}
      >
        {t("channel.follow")}
      </Link>
    );
  }
  const isFollowing = change.isPending ? change.variables : channel.you.is_following;
  return (
    <Button
      look={isFollowing ? "plain" : "accent"}
      icon={isFollowing ? "check" : "plus"}
      aria-pressed={isFollowing}
      aria-label={t(isFollowing ? "channel.unfollow.name" : "channel.follow.name", {
        name: channel.name,
      })}
      onClick={() => !change.isPending && change.mutate(!isFollowing)}
    >
      {t(isFollowing ? "channel.following" : "channel.follow")}
    </Button>
  );
}
