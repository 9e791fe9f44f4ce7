import type { ShownTitle } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Icon, Poster, Progress } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { isCreator, meQuery } from "../../queries.ts";
import { ListButton } from "../../shelf/ListButton.tsx";
import { isPaid, metaLine, seenShare } from "../../words.ts";
import { EventTimes } from "./EventTimes.tsx";
import { NameArt } from "./NameArt.tsx";
import { daysLeft, isOpenToAll } from "./offers.ts";
import { ShareButton } from "./ShareButton.tsx";

const FlagDialog = lazy(() =>
  import("./FlagDialog.tsx").then((module) => ({ default: module.FlagDialog })),
);

const SHOWN_ADVISORIES = 3;

/** Its picture, its name, what it is about, and what to do with it. */
export function TitleHero({ title, lead }: { title: ShownTitle; lead: string }) {
  const i18n = useI18n();
  const { t, duration } = i18n;
  const { backdrop, still, poster } = title.artwork;
  const share = seenShare(title);
  const days = daysLeft(title.offers ?? [], new Date());
  const advisories = (title.advisories ?? []).slice(0, SHOWN_ADVISORIES);
  const trailer = title.extras?.find(
    (extra) => extra.is_playable && (extra.kind === "trailer" || extra.kind === "teaser"),
  );
  return (
    <div className="relative -mt-16 flex min-h-[min(80dvh,56rem)] items-end max-sm:min-h-[70dvh]">
      <Poster picture={backdrop ?? still ?? poster} shape="fill" sizes="100vw" name="" isFirst />
      <div className="absolute inset-0 bg-gradient-to-t from-surface-0 via-[rgb(var(--veil)/0.6)] to-transparent" />
      <div className="absolute inset-0 bg-gradient-to-r from-[rgb(var(--veil)/0.85)] via-[rgb(var(--veil)/0.4)] to-transparent rtl:-scale-x-100" />
      <div className="edge relative flex w-full animate-rise items-end gap-10 pt-32 pb-10">
        <Poster
          picture={poster}
          sizes="16rem"
          name={title.name}
          className="w-56 shrink-0 rounded-xl shadow-card max-lg:hidden"
        />
        <div className="min-w-0 max-w-2xl">
          {title.state !== "published" && (
            <p className="mb-3 inline-block rounded-md bg-surface-3 px-2.5 py-1 text-xs font-semibold text-warning">
              {t("title.draft")}
            </p>
          )}
          <NameArt title={title} />
          <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
            {metaLine(title, i18n)}
            {title.seasons.length > 0 && (
              <span>{t("title.seasons", { count: title.seasons.length })}</span>
            )}
            {title.rating && (
              <span className="rounded border border-line-strong px-1.5 text-xs font-semibold">
                {title.rating}
              </span>
            )}
            {advisories.length > 0 && (
              <span className="text-xs">
                {advisories.map((one) => t(`advisory.${one}` as Key)).join(", ")}
              </span>
            )}
          </p>
          {title.channel && (
            <a
              href={`/c/${encodeURIComponent(title.channel.handle)}`}
              className="mt-1 inline-flex min-h-11 items-center gap-2 text-sm font-semibold text-ink-1 hover:text-accent-text"
            >
              {title.channel.name}
            </a>
          )}
          <p className="mt-4 max-w-prose text-base text-ink-1">{lead || title.tagline}</p>
          {title.event && <EventTimes event={title.event} />}
          {days !== null && (
            <p className="mt-4 flex items-center gap-2 text-sm font-semibold text-warning">
              <Icon name="clock" className="size-5" />
              {days === 0 ? t("offer.leaves.today") : t("offer.leaves", { count: days })}
            </p>
          )}
          <div className="mt-6 flex flex-wrap items-center gap-3 max-sm:gap-2 max-sm:[&>*]:px-4">
            <PlayAction title={title} />
            {trailer && (
              <Link
                to="/watch/$id"
                params={{ id: trailer.asset_id }}
                search={{ as: "asset" }}
                className={buttonClass("plain", "lg")}
              >
                <Icon name="film" className="size-5" />
                {t("extra.trailer")}
              </Link>
            )}
            <ListButton card={title} />
            <ShareButton name={title.name} />
            <Flag title={title} />
          </div>
          {share !== null && (
            <p className="mt-4 flex max-w-72 items-center gap-3 text-xs text-ink-2">
              <Progress value={share} label={title.name} className="flex-1" />
              {t("home.left", {
                time: duration((title.runtime_seconds ?? 0) - (title.position_seconds ?? 0)),
              })}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function PlayAction({ title }: { title: ShownTitle }) {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  if (title.event && !title.is_playable) return null;
  if (isPaid(title.access) && !isOpenToAll(title.access) && !isCreator(me)) {
    return (
      <p className="max-w-sm rounded-lg bg-surface-2 px-4 py-3 text-sm text-ink-1">
        {t(`offer.paid.${title.access}` as Key)}
      </p>
    );
  }
  if (!title.is_playable) {
    return (
      <p role="status" className="flex items-center gap-3 text-sm text-ink-2">
        <span className="size-2.5 animate-breathe rounded-full bg-accent" />
        {t("title.notPlayable")}
      </p>
    );
  }
  return (
    <Link to="/watch/$id" params={{ id: title.id }} className={buttonClass("accent", "lg")}>
      <Icon name="play" />
      {t(seenShare(title) === null ? "home.play" : "home.resume")}
    </Link>
  );
}

/** A child has nobody to tell; whoever made it knows already. */
function Flag({ title }: { title: ShownTitle }) {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const [isOpen, setOpen] = useState(false);
  if (!me || me.profile?.is_kids || title.state !== "published") return null;
  return (
    <>
      <Button look="quiet" size="lg" icon="flag" onClick={() => setOpen(true)}>
        {t("flag.name")}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <FlagDialog title={title} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
