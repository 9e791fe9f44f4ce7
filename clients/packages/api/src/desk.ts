import { body, client } from "./client.ts";

const person = (account_id: string) => ({ params: { path: { account_id } } });

/** The operators' desk: people, roles, the audit log, invitations, machines' keys. */
export const desk = {
  people: (q: string, role: string, cursor: string | null) =>
    body(
      client.GET("/api/v1/admin/accounts", {
        params: { query: { q: q || null, role: role || null, cursor, limit: 50 } },
      }),
    ),
  person: (account_id: string) =>
    body(client.GET("/api/v1/admin/accounts/{account_id}", person(account_id))),
  giveRoles: (account_id: string, roles: string[]) =>
    body(
      client.PUT("/api/v1/admin/accounts/{account_id}/roles", {
        ...person(account_id),
        body: { roles },
      }),
    ),
  suspend: (account_id: string, reason: string) =>
    body(
      client.POST("/api/v1/admin/accounts/{account_id}/suspend", {
        ...person(account_id),
        body: { reason },
      }),
    ),
  restore: (account_id: string) =>
    body(client.POST("/api/v1/admin/accounts/{account_id}/restore", person(account_id))),
  signOut: (account_id: string) =>
    body(client.POST("/api/v1/admin/accounts/{account_id}/sign-out", person(account_id))),
  viewAs: (account_id: string, reason: string) =>
    body(
      client.POST("/api/v1/admin/accounts/{account_id}/view-as", {
        ...person(account_id),
        body: { reason },
      }),
    ),

  roles: () => body(client.GET("/api/v1/admin/roles")),
  permissions: () => body(client.GET("/api/v1/admin/permissions")),
  putRole: (name: string, description: string, permissions: string[]) =>
    body(
      client.PUT("/api/v1/admin/roles/{name}", {
        params: { path: { name } },
        body: { description, permissions },
      }),
    ),
  removeRole: (name: string) =>
    body(client.DELETE("/api/v1/admin/roles/{name}", { params: { path: { name } } })),

  audit: (filter: { account_id?: string; action?: string }, cursor: string | null, limit = 50) =>
    body(client.GET("/api/v1/admin/audit", { params: { query: { ...filter, cursor, limit } } })),

  invitations: (cursor: string | null) =>
    body(client.GET("/api/v1/admin/invitations", { params: { query: { cursor, limit: 50 } } })),
  invite: (email: string, roles: string[], language: string) =>
    body(client.POST("/api/v1/admin/invitations", { body: { email, roles, language } })),
  withdraw: (invitation_id: string) =>
    body(
      client.DELETE("/api/v1/admin/invitations/{invitation_id}", {
        params: { path: { invitation_id } },
      }),
    ),

  keys: () => body(client.GET("/api/v1/admin/api-keys")),
  makeKey: (name: string, scopes: string[], expires_in_days: number | null) =>
    body(client.POST("/api/v1/admin/api-keys", { body: { name, scopes, expires_in_days } })),
  removeKey: (key_id: string) =>
    body(client.DELETE("/api/v1/admin/api-keys/{key_id}", { params: { path: { key_id } } })),
};
