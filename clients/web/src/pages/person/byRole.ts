import type { Filmography } from "@streamverse/api";

/** What somebody is best known for comes first. */
const ORDER = [
  "actor",
  "voice",
  "director",
  "creator",
  "writer",
  "host",
  "performer",
  "guest",
  "producer",
  "composer",
  "cinematographer",
  "editor",
  "crew",
];

/** What somebody did, by role, the latest first; a title counts once in a role. */
export function byRole(
  filmography: readonly Filmography[],
): readonly { readonly role: string; readonly items: readonly Filmography[] }[] {
  const roles = new Map<string, Map<string, Filmography>>();
  for (const item of filmography) {
    const role = ORDER.includes(item.role) ? item.role : "crew";
    const titles = roles.get(role) ?? new Map<string, Filmography>();
    const before = titles.get(item.title.id);
    const character = [before?.character, item.character].filter(Boolean).join(", ");
    titles.set(item.title.id, { ...item, character });
    roles.set(role, titles);
  }
  return [...roles]
    .map(([role, titles]) => ({
      role,
      items: [...titles.values()].sort((a, b) => (b.title.year ?? 0) - (a.title.year ?? 0)),
    }))
    .sort(
      (a, b) => b.items.length - a.items.length || ORDER.indexOf(a.role) - ORDER.indexOf(b.role),
    );
}
