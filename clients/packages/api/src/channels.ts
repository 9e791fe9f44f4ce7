import { ask, wishKey } from "./ask.ts";
import type {
  Channel,
  ChannelChange,
  ChannelInvitation,
  ChannelMember,
  ChannelPermission,
  FollowState,
  GivenRank,
  MyChannelInvitation,
  NewChannel,
} from "./channels.shapes.ts";
import { ApiProblem } from "./problem.ts";
import { cookieFetch } from "./transport.ts";

const V1 = "/api/v1";
const CHANNELS = `${V1}/channels`;
const at = (handle: string, rest = "") => `${CHANNELS}/${encodeURIComponent(handle)}${rest}`;

interface Items<T> {
  readonly items: readonly T[];
  readonly next_cursor?: string | null;
}

const etag = ({ version }: Channel) => `"${version}"`;

/** Creators' channels: what they show, who works on them, who follows them. */
export const channels = {
  mine: () => ask<Items<Channel>>("GET", CHANNELS, { query: { mine: true } }),
  read: (handle: string) => ask<Channel>("GET", at(handle)),
  make: (wish: Partial<NewChannel>) =>
    ask<Channel>("POST", CHANNELS, { body: wish, key: wishKey() }),
  change: (channel: Channel, change: ChannelChange) =>
    ask<Channel>("PATCH", at(channel.id), { body: change, version: etag(channel) }),
  remove: (channel: Channel) => ask<null>("DELETE", at(channel.id), { version: etag(channel) }),
  restore: (id: string) => ask<Channel>("POST", at(id, "/restore")),
  transfer: (id: string, account_id: string) =>
    ask<Channel>("POST", at(id, "/transfer"), { body: { account_id } }),
  setPicture: (channel: Channel, role: "avatar" | "cover", picture: Blob) =>
    sendPicture(at(channel.id, `/${role}`), picture, etag(channel)),
  removePicture: (channel: Channel, role: "avatar" | "cover") =>
    ask<Channel>("DELETE", at(channel.id, `/${role}`), { version: etag(channel) }),

  follow: (id: string) => ask<FollowState>("PUT", at(id, "/follow")),
  unfollow: (id: string) => ask<FollowState>("DELETE", at(id, "/follow"), { keepalive: true }),
  followed: (cursor: string | null) =>
    ask<Items<Channel>>("GET", `${V1}/me/follows`, { query: { cursor, limit: 50 } }),

  members: (id: string, cursor: string | null) =>
    ask<Items<ChannelMember>>("GET", at(id, "/members"), { query: { cursor, limit: 50 } }),
  setMember: (
    id: string,
    account_id: string,
    wish: { rank: GivenRank; permissions: readonly ChannelPermission[] | null },
  ) => ask<ChannelMember>("PUT", at(id, `/members/${account_id}`), { body: wish }),
  removeMember: (id: string, account_id: string) =>
    ask<null>("DELETE", at(id, `/members/${account_id}`)),
  mute: (id: string, account_id: string) =>
    ask<null>("PUT", at(id, `/mutes/${account_id}`), { body: {} }),
  unmute: (id: string, account_id: string) => ask<null>("DELETE", at(id, `/mutes/${account_id}`)),

  invitations: (id: string) => ask<Items<ChannelInvitation>>("GET", at(id, "/invitations")),
  invite: (id: string, email: string, rank: GivenRank) =>
    ask<ChannelInvitation>("POST", at(id, "/invitations"), {
      body: { email, rank },
      key: wishKey(),
    }),
  revoke: (id: string, invitation_id: string) =>
    ask<null>("DELETE", at(id, `/invitations/${invitation_id}`)),
  myInvitations: () => ask<Items<MyChannelInvitation>>("GET", at("invitations")),
  accept: (id: string) => ask<Channel>("POST", at("invitations", `/${id}/accept`)),
  decline: (id: string) => ask<null>("POST", at("invitations", `/${id}/decline`)),
};

/** A picture goes as it is: its bytes are the body. */
async function sendPicture(path: string, picture: Blob, version: string): Promise<Channel> {
  const response = await cookieFetch(
    new Request(new URL(path, location.origin), {
      method: "PUT",
      body: picture,
      headers: { "Content-Type": picture.type, "If-Match": version },
    }),
  );
  const said = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiProblem(response.status, said ?? {}, response.headers.get("Retry-After"));
  }
  return said as Channel;
}
