import type { TitleCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Card } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { CornerButton } from "../shelf/CornerButton.tsx";
import { useDismissal } from "../shelf/useDismissal.ts";
import { useList } from "../shelf/useList.ts";
import { episodeLine, leftOf, metaLine, seenShare } from "../words.ts";

/** A title among others: to its page, or straight on with the film when it was begun. */
export function TitleTile({
  card,
  shape,
  isFirst = false,
}: {
  card: TitleCard;
  shape: "poster" | "still";
  isFirst?: boolean;
}) {
  const i18n = useI18n();
  const { t, duration } = i18n;
  const share = seenShare(card);
  const leftWords = t("home.left", { time: duration(leftOf(card)) });
  const { still, backdrop, poster } = card.artwork;
  const episode = episodeLine(card, i18n);
  const isNext = card.going_on?.is_next && share === null;
  const goingOn = [isNext ? t("home.next", { episode }) : episode, share === null ? "" : leftWords];
  return (
    <div className="group/tile relative">
      <Card
        name={card.name}
        picture={shape === "still" ? (still ?? backdrop ?? poster) : (poster ?? still)}
        shape={shape}
        meta={shape === "still" ? goingOn.filter(Boolean).join("  ·  ") : metaLine(card, i18n)}
        badge={card.is_playable ? undefined : t("home.soon")}
        seen={share === null ? undefined : { share, label: leftWords }}
        isFirst={isFirst}
        link={(className, children) =>
          shape === "still" && card.is_playable ? (
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
      {shape === "still" ? <Dismiss card={card} /> : <List card={card} />}
    </div>
  );
}

function List({ card }: { card: TitleCard }) {
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

function Dismiss({ card }: { card: TitleCard }) {
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
