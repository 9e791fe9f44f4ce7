import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Person = Schemas["Person"];
export type PersonDetail = Schemas["PersonDetail"];
export type Role = Schemas["RoleItem"];
export type Permission = Schemas["PermissionItem"];
export type DeskEntry = Schemas["AdminAuditEntry"];
export type Invitation = Schemas["InvitationItem"];
