import type { MarkerKind } from "@streamverse/api";

export const LOOKS: Record<MarkerKind, string> = {
  intro: "bg-accent text-accent-ink",
  recap: "bg-success text-surface-0",
  credits: "bg-ink-2 text-surface-0",
  preview: "bg-warning text-surface-0",
  chapter: "bg-ink-1 text-surface-0",
};
