import type { ShownCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Card, type CardShape } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { withWords } from "../chapter.ts";
import { CornerButton } from "../shelf/CornerButton.tsx";
import { useDismissal } from "../shelf/useDismissal.ts";
import { useList } from "../shelf/useList.ts";
import { badgesOf, episodeLine, leftOf, metaLine, seenShare } from "../words.ts";
import { useDwelling } from "./useDwelling.ts";

const QuickInfo = lazy(() =>
  withWords(import("./QuickInfo.tsx"), "browse").then((module) => ({ default: module.QuickInfo })),
);

export interface TileProps {
  card: ShownCard;
  shape: CardShape;
  isFirst?: boolean;
  /** Its place in a ranking. */
  rank?: number | undefined;
}

/** A title among others: to its page; whoever stays on it sees more about it. */
export function TitleTile({ card, shape, isFirst = false, rank }: TileProps) {
  const i18n = useI18n();
  const share = seenShare(card);
  const { tile, isDwelling, end, listeners } = useDwelling();
  return (
    <div ref={tile} className="group/tile relative" {...listeners}>
      <Card
        name={card.name}
        picture={pictureOf(card, shape)}
        shape={shape}
        meta={metaLine(card, i18n)}
        badges={badgesOf(card, i18n, rank ? "top10" : undefined)}
        rank={rank ? { number: rank, label: i18n.t("card.rank", { number: rank }) } : undefined}
        seen={share === null ? undefined : { share, label: leftWords(card, i18n) }}
        isFirst={isFirst}
        link={(className, children) => (
          <Link to="/title/$slug" params={{ slug: card.slug }} className={className}>
            {children}
          </Link>
        )}
      />
      <List card={card} />
      {isDwelling && tile.current && (
        <Suspense fallback={null}>
          <QuickInfo card={card} tile={tile.current} onEnd={end} />
        </Suspense>
      )}
    </div>
  );
}

/** What one goes on with: straight on with the film, or out of the row. */
export function ContinueTile({ card, isFirst = false }: Pick<TileProps, "card" | "isFirst">) {
  const i18n = useI18n();
  const share = seenShare(card);
  const left = leftWords(card, i18n);
  const episode = episodeLine(card, i18n);
  const isNext = card.going_on?.is_next && share === null;
  const goingOn = [isNext ? i18n.t("home.next", { episode }) : episode, share === null ? "" : left];
  return (
    <div className="group/tile relative">
      <Card
        name={card.name}
        picture={pictureOf(card, "still")}
        shape="still"
        meta={goingOn.filter(Boolean).join("  ·  ")}
        badges={card.is_playable ? [] : badgesOf(card, i18n)}
        seen={share === null ? undefined : { share, label: left }}
        isFirst={isFirst}
        link={(className, children) =>
          card.is_playable ? (
            <Link
              to="/watch/$id"
              params={{ id: card.going_on?.episode_id ?? card.id }}
              className={className}
            >
              {children}
            </Link>
          ) : (
            <Link to="/title/$slug" params={{ slug: card.slug }} className={className}>
              {children}
            </Link>
          )
        }
      />
      <Dismiss card={card} />
    </div>
  );
}

function leftWords(card: ShownCard, { t, duration }: ReturnType<typeof useI18n>): string {
  return t("home.left", { time: duration(leftOf(card)) });
}

function pictureOf({ artwork }: ShownCard, shape: CardShape) {
  const { still, backdrop, poster, square } = artwork;
  if (shape === "still") return still ?? backdrop ?? poster;
  if (shape === "square") return square ?? poster ?? still;
  return poster ?? still ?? backdrop;
}

function List({ card }: { card: ShownCard }) {
  const { t } = useI18n();
  const change = useList();
  const isListed = card.is_in_watchlist ?? false;
  return (
    <CornerButton
      icon={isListed ? "check" : "plus"}
      label={t(isListed ? "list.remove" : "list.add", { name: card.name })}
      isPressed={isListed}
      onPress={() => void change(card)}
    />
  );
}

function Dismiss({ card }: { card: ShownCard }) {
  const { t } = useI18n();
  const dismiss = useDismissal();
  return (
    <CornerButton
      icon="close"
      label={t("home.dismiss", { name: card.name })}
      isForThumbs
      onPress={() => void dismiss(card)}
    />
  );
}
