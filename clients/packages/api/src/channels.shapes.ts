import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Channel = Schemas["ChannelAnswer"];
export type ChannelChange = Partial<Schemas["ChannelPatch"]>;
export type ChannelInvitation = Schemas["InvitationBody"];
export type ChannelMember = Schemas["MemberBody"];
export type ChannelPermission = Schemas["ChannelPermission"];
export type ChannelRank = Schemas["Rank"];
export type FollowState = Schemas["FollowBody"];
export type GivenRank = "admin" | "moderator" | "member";
export type MyChannelInvitation = Schemas["MyInvitation"];
export type NewChannel = Schemas["ChannelInput"];
