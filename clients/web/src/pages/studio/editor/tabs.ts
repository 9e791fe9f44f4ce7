import type { TitleKind } from "@streamverse/api";

export const TABS = [
  "details",
  "people",
  "artwork",
  "video",
  "episodes",
  "markers",
  "rights",
  "history",
  "publish",
] as const;
export type Tab = (typeof TABS)[number];

/** The parts of a title that its kind has. */
export function tabsOf(kind: TitleKind): readonly Tab[] {
  const isSeries = kind === "series";
  const plays = !isSeries && kind !== "image";
  return TABS.filter((tab) => {
    if (tab === "episodes") return isSeries;
    if (tab === "markers") return plays && kind !== "station";
    return true;
  });
}

/** Where a field is edited: for links from what is missing and what is refused. */
export function tabOf(field: string): Tab {
  const name = field.split(".")[0] ?? "";
  if (name === "credits") return "people";
  if (["artwork", "poster", "backdrop", "still", "logo", "square", "picture"].includes(name))
    return "artwork";
  if (["asset", "asset_id", "extras", "upright", "length"].includes(name)) return "video";
  if (["episode", "episodes", "seasons"].includes(name)) return "episodes";
  if (name === "markers" || name === "chapters") return "markers";
  if (name === "rights" || name === "window" || name === "access") return "rights";
  if (name === "publish_at" || name === "expire_at" || name === "state") return "publish";
  return "details";
}
