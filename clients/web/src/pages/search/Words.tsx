import type { Marked } from "@streamverse/api";

/** A text with what was asked for marked in it. */
export function Words({ pieces }: { pieces: Marked }) {
  return pieces.map((piece, index) =>
    piece.is_match ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names, and never move
      <mark key={index} className="rounded-sm bg-accent/25 font-semibold text-ink-1">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
