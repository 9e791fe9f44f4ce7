import { desk } from "@streamverse/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

const pages = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? null,
};

export const peopleQuery = (q: string, role: string) =>
  infiniteQueryOptions({
    queryKey: ["desk", "people", q, role],
    queryFn: ({ pageParam }) => desk.people(q, role, pageParam),
    ...pages,
  });

export const personQuery = (id: string) =>
  queryOptions({ queryKey: ["desk", "person", id], queryFn: () => desk.person(id) });

export const rolesQuery = queryOptions({ queryKey: ["desk", "roles"], queryFn: desk.roles });

export const permissionsQuery = queryOptions({
  queryKey: ["desk", "permissions"],
  queryFn: desk.permissions,
  staleTime: Number.POSITIVE_INFINITY,
});

export const auditQuery = (filter: { account_id?: string; action?: string }) =>
  infiniteQueryOptions({
    queryKey: ["desk", "audit", filter],
    queryFn: ({ pageParam }) => desk.audit(filter, pageParam),
    ...pages,
  });

export const invitationsQuery = infiniteQueryOptions({
  queryKey: ["desk", "invitations"],
  queryFn: ({ pageParam }) => desk.invitations(pageParam),
  ...pages,
});
