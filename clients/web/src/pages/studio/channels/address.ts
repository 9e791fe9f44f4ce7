import type { Channel } from "@streamverse/api";

export const PARTS = ["look", "members", "invitations", "danger"] as const;
export type Part = (typeof PARTS)[number];

/** Where a channel is looked after. */
export function deskAddress({ handle }: Pick<Channel, "handle">, part: Part = "look"): string {
  const at = `/studio/channels/${encodeURIComponent(handle)}`;
  return part === "look" ? at : `${at}?part=${part}`;
}
