import type { TitleCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { buttonClass, Icon, Poster } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { ListButton } from "../../shelf/ListButton.tsx";
import { metaLine, seenShare } from "../../words.ts";

/** The film of the day: its picture fills the window, two actions lie on it. */
export function Hero({ card }: { card: TitleCard }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { backdrop, still, poster } = card.artwork;
  return (
    <section
      aria-label={card.name}
      className="relative -mt-16 mb-4 flex h-[min(86dvh,62rem)] min-h-[32rem] items-end max-sm:h-[78dvh]"
    >
      <Poster picture={backdrop ?? still ?? poster} shape="fill" sizes="100vw" name="" isFirst />
      <div className="absolute inset-0 bg-gradient-to-t from-surface-0 via-[rgb(var(--veil)/0.35)] to-transparent" />
      <div className="absolute inset-0 bg-gradient-to-r from-[rgb(var(--veil)/0.82)] via-[rgb(var(--veil)/0.25)] to-transparent rtl:-scale-x-100 max-sm:hidden" />
      <div className="edge relative w-full animate-rise pb-12">
        <div className="max-w-2xl">
          <h1 className="tight text-2xl font-extrabold">{card.name}</h1>
          {card.tagline && <p className="mt-3 max-w-xl text-base text-ink-1/90">{card.tagline}</p>}
          <p className="mt-3 text-sm text-ink-2">{metaLine(card, i18n)}</p>
          <div className="mt-6 flex flex-wrap gap-3">
            {card.is_playable && (
              <Link
                to="/watch/$id"
                params={{ id: card.id }}
                className={buttonClass("accent", "lg")}
              >
                <Icon name="play" />
                {t(seenShare(card) === null ? "home.play" : "home.resume")}
              </Link>
            )}
            <Link
              to="/title/$slug"
              params={{ slug: card.slug }}
              className={buttonClass("plain", "lg")}
            >
              <Icon name="info" />
              {t(card.kind === "series" ? "title.episodes" : "home.about")}
            </Link>
            <ListButton card={card} />
          </div>
        </div>
      </div>
    </section>
  );
}
