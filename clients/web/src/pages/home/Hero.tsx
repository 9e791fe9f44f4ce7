import type { ShownCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { buttonClass, cx, Icon, IconButton, Poster } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { ListButton } from "../../shelf/ListButton.tsx";
import { badgesOf, metaLine, seenShare } from "../../words.ts";
import { useTurning } from "./useTurning.ts";

/** The films of the day, one at a time: a picture fills the window, two actions lie on it. */
export function Hero({ cards }: { cards: readonly ShownCard[] }) {
  const { t } = useI18n();
  const { at, before, isTurning, mayTurn, show, toggle, listeners } = useTurning(cards.length);
  const card = cards[at] ?? cards[0];
  const leaving = before === null ? undefined : cards[before];
  if (!card) return null;
  return (
    <section
      aria-roledescription={cards.length > 1 ? t("hero.carousel") : undefined}
      aria-label={cards.length > 1 ? t("hero.name") : card.name}
      className="relative -mt-16 mb-4 h-[min(86dvh,62rem)] min-h-[32rem] max-sm:h-[78dvh]"
      {...listeners}
    >
      {leaving && leaving.id !== card.id && <Picture card={leaving} />}
      <Picture key={card.id} card={card} isArriving={Boolean(leaving)} />
      <div className="absolute inset-0 bg-gradient-to-t from-surface-0 via-[rgb(var(--veil)/0.35)] to-transparent" />
      <div className="absolute inset-0 bg-gradient-to-r from-[rgb(var(--veil)/0.82)] via-[rgb(var(--veil)/0.25)] to-transparent rtl:-scale-x-100 max-sm:hidden" />
      {cards.length > 1 && (
        <div className="edge absolute inset-x-0 bottom-1 z-10 flex items-center gap-1 md:justify-end md:pb-3">
          {mayTurn && (
            <IconButton
              icon={isTurning ? "pause" : "play"}
              label={t(isTurning ? "hero.pause" : "hero.go")}
              onClick={toggle}
              className="-ms-3 [&>svg]:size-4"
            />
          )}
          {cards.map((each, index) => (
            <button
              key={each.id}
              type="button"
              aria-current={index === at}
              aria-label={t("hero.show", { name: each.name, number: index + 1 })}
              onClick={() => show(index)}
              className="group/dot flex h-11 w-7 items-center"
            >
              <span
                className={cx(
                  "h-1 w-full rounded-full transition-colors duration-240",
                  index === at ? "bg-accent" : "bg-ink-3/60 group-hover/dot:bg-ink-1",
                )}
              />
            </button>
          ))}
        </div>
      )}
      <div
        key={card.id}
        aria-live={isTurning ? "off" : "polite"}
        className="edge pointer-events-none absolute inset-0 flex animate-rise items-end pb-12 max-md:pb-14"
      >
        <Words card={card} />
      </div>
    </section>
  );
}

function Picture({ card, isArriving = false }: { card: ShownCard; isArriving?: boolean }) {
  const { backdrop, still, poster } = card.artwork;
  return (
    <Poster
      picture={backdrop ?? still ?? poster}
      shape="fill"
      sizes="100vw"
      name=""
      isFirst
      className={isArriving ? "animate-arrive" : ""}
    />
  );
}

function Words({ card }: { card: ShownCard }) {
  const i18n = useI18n();
  const { t } = i18n;
  const badges = badgesOf(card, i18n).filter(() => card.is_playable);
  return (
    <div className="pointer-events-auto max-w-2xl">
      {badges.length > 0 && (
        <p className="mb-3 flex gap-2 text-xs font-semibold text-accent-text">
          {badges.map(({ label }) => label).join("  ·  ")}
        </p>
      )}
      <h1 className="tight text-2xl font-extrabold">{card.name}</h1>
      {card.tagline && <p className="mt-3 max-w-xl text-base text-ink-1/90">{card.tagline}</p>}
      <p className="mt-3 text-sm text-ink-2">{metaLine(card, i18n)}</p>
      <div className="mt-6 flex flex-wrap gap-3 max-sm:gap-2 max-sm:[&>*]:px-4">
        {card.is_playable && (
          <Link to="/watch/$id" params={{ id: card.id }} className={buttonClass("accent", "lg")}>
            <Icon name="play" />
            {t(seenShare(card) === null ? "home.play" : "home.resume")}
          </Link>
        )}
        <Link to="/title/$slug" params={{ slug: card.slug }} className={buttonClass("plain", "lg")}>
          <Icon name="info" className="size-6 max-sm:hidden" />
          {t(card.kind === "series" ? "title.episodes" : "home.about")}
        </Link>
        <ListButton card={card} />
      </div>
    </div>
  );
}
