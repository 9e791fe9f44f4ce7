import type { TitleState } from "@streamverse/api";

export type Move =
  | "submit"
  | "publish"
  | "schedule"
  | "return"
  | "archive"
  | "unarchive"
  | "withdraw";

export const TO: Record<Move, TitleState> = {
  submit: "in_review",
  publish: "published",
  schedule: "scheduled",
  return: "draft",
  withdraw: "draft",
  archive: "archived",
  unarchive: "draft",
};

/** Where a title may go from where it is; the service has the last word. */
export function movesFrom(state: TitleState, isEditor: boolean): readonly Move[] {
  switch (state) {
    case "draft":
      return ["publish", "schedule", "submit", "archive"];
    case "in_review":
      return isEditor ? ["publish", "schedule", "return"] : ["withdraw"];
    case "scheduled":
      return ["publish", "schedule", "withdraw"];
    case "published":
      return ["withdraw", "archive"];
    case "archived":
      return ["unarchive", "publish"];
  }
}
