import type { TitleCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Card } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { metaLine, seenShare } from "../words.ts";

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
  const left = share === null ? 0 : (card.runtime_seconds ?? 0) - (card.position_seconds ?? 0);
  const leftWords = t("home.left", { time: duration(left) });
  const { still, backdrop, poster } = card.artwork;
  return (
    <Card
      name={card.name}
      picture={shape === "still" ? (still ?? backdrop ?? poster) : (poster ?? still)}
      shape={shape}
      meta={shape === "still" && share !== null ? leftWords : metaLine(card, i18n)}
      badge={card.is_playable ? undefined : t("home.soon")}
      seen={share === null ? undefined : { share, label: leftWords }}
      isFirst={isFirst}
      link={(className, children) =>
        shape === "still" && card.is_playable ? (
          <Link to="/watch/$id" params={{ id: card.id }} className={className}>
            {children}
          </Link>
        ) : (
          <Link to="/title/$slug" params={{ slug: card.slug }} className={className}>
            {children}
          </Link>
        )
      }
    />
  );
}
