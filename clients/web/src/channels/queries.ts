import { channels } from "@streamverse/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

export const channelQuery = (handle: string) =>
  queryOptions({
    queryKey: ["channel", handle],
    queryFn: () => channels.read(handle),
    retry: false,
  });

export const myChannelsQuery = queryOptions({
  queryKey: ["channels", "mine"],
  queryFn: channels.mine,
});

export const followsQuery = infiniteQueryOptions({
  queryKey: ["channels", "followed"],
  queryFn: ({ pageParam }) => channels.followed(pageParam),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor ?? null,
});

export const myInvitationsQuery = queryOptions({
  queryKey: ["channels", "invitations"],
  queryFn: channels.myInvitations,
});

export const membersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["channel", id, "members"],
    queryFn: ({ pageParam }) => channels.members(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const invitationsQuery = (id: string) =>
  queryOptions({
    queryKey: ["channel", id, "invitations"],
    queryFn: () => channels.invitations(id),
  });
