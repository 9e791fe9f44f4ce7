import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { type Picture, Poster } from "./Poster.tsx";
import { Progress } from "./Progress.tsx";

export type CardShape = "poster" | "still" | "square";

export interface CardBadge {
  readonly label: string;
  /** What one should not miss. */
  readonly isStrong?: boolean;
}

export interface CardProps {
  name: string;
  picture: Picture | null | undefined;
  shape: CardShape;
  meta?: string | undefined;
  badges?: readonly CardBadge[] | undefined;
  /** Its place in a ranking, drawn large beside it. */
  rank?: { number: number; label: string } | undefined;
  /** 0 to 1, when the viewer has begun it. */
  seen?: { share: number; label: string } | undefined;
  isFirst?: boolean;
  /** The link around it: give the router's own, so that opening in a new tab works. */
  link: (className: string, children: ReactNode) => ReactNode;
}

const SIZES = {
  poster: "(width >= 100rem) 12vw, (width >= 64rem) 15vw, (width >= 40rem) 21vw, 38vw",
  still: "(width >= 100rem) 22vw, (width >= 64rem) 28vw, (width >= 40rem) 38vw, 72vw",
  square: "(width >= 100rem) 12vw, (width >= 64rem) 15vw, (width >= 40rem) 21vw, 38vw",
} as const;

/** A film among others. Grows a little under the pointer and under the focus alike. */
export function Card({
  name,
  picture,
  shape,
  meta,
  badges = [],
  rank,
  seen,
  isFirst,
  link,
}: CardProps) {
  return link(
    "group/card block rounded-xl outline-offset-4",
    <>
      {rank && (
        <span className="numeral">
          <span aria-hidden="true">{rank.number}</span>
          <span className="sr-only">{rank.label}</span>
        </span>
      )}
      <span
        className={cx(
          "relative block overflow-hidden rounded-xl shadow-card transition-transform duration-200 ease-out",
          rank && "ms-[34%]",
          "motion-safe:group-hover/card:scale-[1.035] motion-safe:group-focus-visible/card:scale-[1.035]",
        )}
      >
        <Poster
          picture={picture}
          shape={shape}
          sizes={SIZES[shape]}
          name={name}
          {...(isFirst ? { isFirst } : {})}
        />
        {badges.length > 0 && (
          <span
            className={cx(
              "absolute start-2 flex max-w-[calc(100%-1rem)] flex-wrap gap-1",
              seen ? "bottom-6" : "bottom-2",
            )}
          >
            {badges.map(({ label, isStrong }) => (
              <span
                key={label}
                className={cx(
                  "rounded-md px-1.5 py-px text-xs font-semibold",
                  isStrong ? "bg-accent text-accent-ink" : "bg-black/75 text-white",
                )}
              >
                {label}
              </span>
            ))}
          </span>
        )}
        {seen && (
          <span className="absolute inset-x-0 bottom-0 bg-gradient-to-t from-black/80 to-transparent px-2.5 pt-6 pb-2.5">
            <Progress value={seen.share} label={seen.label} className="h-1 bg-white/30" />
          </span>
        )}
      </span>
      <span className={cx("block", rank && "ms-[34%]")}>
        <span className="mt-2.5 block truncate text-sm font-semibold text-ink-1">{name}</span>
        {meta && <span className="block truncate text-xs text-ink-3">{meta}</span>}
      </span>
    </>,
  );
}
