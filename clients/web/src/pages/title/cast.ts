import type { Figure, ShownCredit } from "@streamverse/api";

const ACTS = new Set(["actor", "voice", "host", "guest", "performer"]);

export interface CastMember {
  readonly person: Figure;
  readonly role: string;
  /** The characters, when there are any. */
  readonly line: string;
}

/** Everybody once per role; who made it first, then who is in it, then the others. */
export function castOf(credits: readonly ShownCredit[]): readonly CastMember[] {
  const members = new Map<string, CastMember>();
  for (const { person, role, character } of credits) {
    const key = `${person.id} ${role}`;
    const before = members.get(key);
    const line = [before?.line, character].filter(Boolean).join(", ");
    members.set(key, { person, role, line });
  }
  const rank = ({ role }: CastMember) =>
    role === "director" || role === "creator" ? 0 : ACTS.has(role) ? 1 : 2;
  return [...members.values()].sort((a, b) => rank(a) - rank(b));
}
