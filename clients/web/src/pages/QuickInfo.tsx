import type { ShownCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { buttonClass, cx, Icon, IconButton, Poster, Progress } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useList } from "../shelf/useList.ts";
import { badgesOf, metaLine, seenShare } from "../words.ts";
import { placeOver } from "./quickPlace.ts";

/** More about a title without leaving the page: a card that grows out of the tile it is for. */
export function QuickInfo({
  card,
  tile,
  onEnd,
}: {
  card: ShownCard;
  tile: HTMLElement;
  onEnd: () => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const panel = useRef<HTMLDivElement>(null);
  const [place] = useState(() =>
    placeOver(tile.getBoundingClientRect(), { width: innerWidth, height: innerHeight }),
  );
  const change = useList();
  const isListed = card.is_in_watchlist ?? false;
  const share = seenShare(card);
  const { backdrop, still, poster } = card.artwork;

  useEffect(() => {
    panel.current?.showPopover();
    window.addEventListener("scroll", onEnd, { passive: true, capture: true });
    window.addEventListener("resize", onEnd);
    return () => {
      window.removeEventListener("scroll", onEnd, { capture: true });
      window.removeEventListener("resize", onEnd);
    };
  }, [onEnd]);

  return (
    <div
      ref={panel}
      popover="manual"
      data-aside=""
      data-quick-info=""
      style={place}
      className="fixed inset-auto m-0 animate-rise overflow-hidden rounded-2xl border border-line bg-surface-2 p-0 text-ink-1 shadow-card"
    >
      <Link
        to="/title/$slug"
        params={{ slug: card.slug }}
        tabIndex={-1}
        aria-hidden="true"
        className="relative block"
      >
        <Poster
          picture={backdrop ?? still ?? poster}
          shape="still"
          sizes="24rem"
          name={card.name}
          isFirst
        />
        {share !== null && (
          <span className="absolute inset-x-4 bottom-3">
            <Progress value={share} label={card.name} className="h-1 bg-white/30" />
          </span>
        )}
      </Link>
      <div className="grid gap-2.5 p-4">
        <div className="flex items-center gap-2">
          {card.is_playable && (
            <Link
              to="/watch/$id"
              params={{ id: card.id }}
              className={cx(buttonClass("accent"), "flex-1")}
            >
              <Icon name="play" className="size-5" />
              {t(share === null ? "home.play" : "home.resume")}
            </Link>
          )}
          <IconButton
            icon={isListed ? "check" : "plus"}
            label={t(isListed ? "list.remove" : "list.add", { name: card.name })}
            aria-pressed={isListed}
            onClick={() => void change(card)}
            className="bg-surface-3"
          />
          <Link
            to="/title/$slug"
            params={{ slug: card.slug }}
            aria-label={t("quick.more", { name: card.name })}
            title={t("home.about")}
            className={cx(
              "inline-flex size-11 items-center justify-center rounded-full bg-surface-3 text-ink-2 transition-colors duration-150 hover:text-ink-1",
              !card.is_playable && "ms-auto",
            )}
          >
            <Icon name="info" />
          </Link>
        </div>
        <p className="tight text-base font-bold">{card.name}</p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-2">
          {card.rating && (
            <span className="rounded border border-line-strong px-1.5 font-semibold">
              {card.rating}
            </span>
          )}
          {metaLine(card, i18n, false)}
          {badgesOf(card, i18n).map(({ label, isStrong }) => (
            <span key={label} className={isStrong ? "font-semibold text-accent-text" : undefined}>
              {label}
            </span>
          ))}
        </p>
        {card.tagline && <p className="line-clamp-2 text-sm text-ink-2">{card.tagline}</p>}
        {card.genres.length > 0 && (
          <p className="text-xs text-ink-3">
            {card.genres
              .slice(0, 3)
              .map((genre) => genre.name)
              .join("  ·  ")}
          </p>
        )}
      </div>
    </div>
  );
}
