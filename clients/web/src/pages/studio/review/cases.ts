import { type Flag, type Paged, type StudioCard, studio } from "@streamverse/api";

export const QUEUES = ["in_review", "flagged"] as const;

export type Queue = (typeof QUEUES)[number];

/** What somebody has to look at: a title, and what was said of it. */
export interface Case {
  readonly id: string;
  readonly title: StudioCard;
  readonly at: string | null;
  readonly by: string;
  readonly comment: string;
  readonly flag: Flag | null;
}

export async function pageOf(queue: Queue, cursor: string | null): Promise<Paged<Case>> {
  if (queue === "flagged") {
    const page = await studio.flags({ cursor });
    return {
      next_cursor: page.next_cursor,
      items: page.items.map((flag) => ({
        ...{ id: flag.id, title: flag.title, at: flag.at, flag },
        ...{ by: flag.by?.name ?? "", comment: flag.comment },
      })),
    };
  }
  const page = await studio.review({ cursor });
  return {
    next_cursor: page.next_cursor,
    items: page.items.map(({ title, asked_at: at, asked_by, comment }) => ({
      ...{ id: title.id, title, at, by: asked_by?.name ?? "", comment, flag: null },
    })),
  };
}
