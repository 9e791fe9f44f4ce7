import type { Channel, ChannelPermission, ChannelRank, GivenRank } from "@streamverse/api";

const ORDER: readonly ChannelRank[] = ["owner", "admin", "moderator", "member"];
export const PERMISSIONS: readonly ChannelPermission[] = [
  "post",
  "moderate",
  "mute",
  "manage",
  "invite",
];

/** The ranks that somebody may give: those below their own. */
export function givableRanks({ you }: Channel): readonly GivenRank[] {
  const own = you.rank ? ORDER.indexOf(you.rank) : ORDER.length;
  return ORDER.slice(own + 1) as readonly GivenRank[];
}
