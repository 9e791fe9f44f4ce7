import type { TitleState } from "@streamverse/api";

export type Move =
  | "submit"
  | "publish"
  | "schedule"
  | "return"
  | "withdraw"
  | "archive"
  | "unarchive";

export const TO: Record<Move, TitleState> = {
  submit: "in_review",
  publish: "published",
  schedule: "scheduled",
  return: "draft",
  withdraw: "draft",
  archive: "archived",
  unarchive: "draft",
};

const FROM: Record<TitleState, readonly Move[]> = {
  draft: ["publish", "schedule", "submit", "archive"],
  in_review: ["publish", "schedule", "return"],
  scheduled: ["publish", "schedule", "withdraw"],
  published: ["withdraw", "archive"],
  archived: ["publish", "unarchive"],
};

/** Where a title may go from where it is, as far as the service says that it may. */
export function movesFrom(
  state: TitleState,
  possible: readonly TitleState[] | undefined,
): readonly Move[] {
  // A schedule may be changed: that is no other state, and so it is not among the possible ones.
  return FROM[state].filter(
    (move) => !possible || TO[move] === state || possible.includes(TO[move]),
  );
}
