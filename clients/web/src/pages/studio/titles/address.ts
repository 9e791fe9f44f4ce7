import { TITLE_KINDS, TITLE_STATES, type TitleKind, type TitleState } from "@streamverse/api";

export const SORTS = ["updated", "newest", "oldest", "name", "popularity", "released"] as const;
export type Sort = (typeof SORTS)[number];

/** What of the titles is looked at; it stands in the address, so that a link shows the same. */
export interface Looking {
  readonly q: string;
  readonly mine: boolean;
  readonly trash: boolean;
  readonly flagged: boolean;
  readonly kind: TitleKind | "";
  readonly state: TitleState | "";
  readonly channel: string;
  readonly genre: string;
  readonly sort: Sort;
}

export const AT_FIRST: Looking = {
  q: "",
  mine: false,
  trash: false,
  flagged: false,
  kind: "",
  state: "",
  channel: "",
  genre: "",
  sort: "updated",
};

/** What an address says; whatever makes no sense in it is left out. */
export function fromAddress(search: Readonly<Record<string, unknown>>): Looking {
  const word = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? String(value).slice(0, 200) : "";
  const one = <T extends string>(values: readonly T[], value: unknown) =>
    values.find((each) => each === value);
  return {
    q: word(search.q),
    mine: search.mine === true,
    trash: search.trash === true,
    flagged: search.flagged === true,
    kind: one(TITLE_KINDS, search.kind) ?? "",
    state: one(TITLE_STATES, search.state) ?? "",
    channel: word(search.channel),
    genre: word(search.genre),
    sort: one(SORTS, search.sort) ?? AT_FIRST.sort,
  };
}

/** Only what differs from the plain page. */
export function toAddress(looking: Looking): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(looking).filter(([name, value]) => value !== AT_FIRST[name as keyof Looking]),
  );
}

/** Is anything but the order and whose titles chosen? */
export function isNarrowed(looking: Looking): boolean {
  const { mine, sort, trash } = looking;
  return Object.keys(toAddress({ ...AT_FIRST, ...looking, mine, sort, trash })).some(
    (name) => !["mine", "sort", "trash"].includes(name),
  );
}
