import type { Monetisation } from "@streamverse/api";
import type { Drawn } from "./timeline.ts";

/** Colour, pattern and word together: none of them has to be seen alone. */
const PATTERNS: Record<Monetisation, string> = {
  free: "bg-success text-surface-0",
  ads: "bg-success text-surface-0 [background-image:repeating-linear-gradient(135deg,rgb(0_0_0/0.28)_0_3px,transparent_3px_10px)]",
  subscription: "bg-accent text-accent-ink",
  rent: "bg-warning text-surface-0 [background-image:repeating-linear-gradient(90deg,rgb(0_0_0/0.25)_0_2px,transparent_2px_8px)]",
  buy: "bg-ink-1 text-surface-0",
  ticket:
    "bg-ink-2 text-surface-0 [background-image:radial-gradient(rgb(0_0_0/0.35)_1.5px,transparent_1.5px)] [background-size:8px_8px]",
};

const BLACKOUT =
  "bg-surface-0 text-danger border-2 border-danger [background-image:repeating-linear-gradient(45deg,rgb(255_138_122/0.3)_0_4px,transparent_4px_9px)]";

export function lookOf({ monetisation, is_blackout }: Drawn): string {
  return is_blackout ? BLACKOUT : PATTERNS[monetisation];
}
