import { ApiProblem, type Title } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import { buttonClass, ErrorState, Icon, Poster, Progress, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { titleQuery } from "../../queries.ts";
import { ListButton } from "../../shelf/ListButton.tsx";
import { detailOf, metaLine, seenShare, useTabName, wordsFor } from "../../words.ts";
import { NotFoundPage } from "../problems.tsx";
import { Episodes } from "./Episodes.tsx";

/** A film or series: its picture, the one next action, and what one wants to know before. */
export function TitlePage() {
  const i18n = useI18n();
  const { slug } = useParams({ from: "/shell/title/$slug" });
  const { data, error, refetch } = useQuery(titleQuery(slug));
  useTabName(data?.name ?? "");
  if (data) return <TitleBody title={data} />;
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 410)) {
    return <NotFoundPage />;
  }
  if (error) {
    return (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    );
  }
  return <TitleSkeleton />;
}

function TitleBody({ title }: { title: Title }) {
  const i18n = useI18n();
  const { t, language, list, duration } = i18n;
  const { backdrop, still, poster } = title.artwork;
  const languages = title.languages.map(language).filter(Boolean);
  const share = seenShare(title);
  // The first paragraph says what it is about; credits and the like stand further down.
  const [lead, ...more] = title.synopsis.split(/\n+/).filter(Boolean);
  const facts = [
    { name: t("title.languages"), value: languages.length > 0 ? list(languages) : "" },
    { name: t("title.more"), value: more.join("\n") },
  ].filter((fact) => fact.value);
  return (
    <article className="pb-20">
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
          <div className="max-w-2xl">
            {title.state === "draft" && (
              <p className="mb-3 inline-block rounded-md bg-surface-3 px-2.5 py-1 text-xs font-semibold text-warning">
                {t("title.draft")}
              </p>
            )}
            <h1 className="tight text-2xl font-extrabold">{title.name}</h1>
            <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
              {metaLine(title, i18n)}
              {title.seasons.length > 0 && (
                <span>{t("title.seasons", { count: title.seasons.length })}</span>
              )}
              {title.rating && (
                <span className="rounded border border-line-strong px-1.5 text-xs">
                  {title.rating}
                </span>
              )}
            </p>
            <p className="mt-4 max-w-prose text-base text-ink-1">{lead || title.tagline}</p>
            <div className="mt-6 flex flex-wrap items-center gap-3">
              <PlayAction title={title} />
              <ListButton card={title} />
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
      {title.seasons.length > 0 && <Episodes title={title} />}
      <div className="edge mt-8 grid gap-10 md:grid-cols-2">
        {title.chapters.length > 1 && <Chapters title={title} />}
        <dl className="grid content-start gap-4 text-sm">
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt className="text-xs font-semibold text-ink-3">{fact.name}</dt>
              <dd className="max-w-prose wrap-anywhere whitespace-pre-line text-ink-1">
                {fact.value}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </article>
  );
}

function PlayAction({ title }: { title: Title }) {
  const { t } = useI18n();
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

function Chapters({ title }: { title: Title }) {
  const { t } = useI18n();
  return (
    <section>
      <h2 className="tight mb-3 text-lg font-bold">{t("title.chapters")}</h2>
      <ol className="grid">
        {title.chapters.map((chapter) => (
          <li key={chapter.start_seconds}>
            <Link
              to="/watch/$id"
              params={{ id: title.id }}
              search={{ t: chapter.start_seconds }}
              className="-mx-3 flex min-h-11 items-center gap-4 rounded-lg px-3 text-sm hover:bg-surface-2"
            >
              <span className="tabular w-12 text-ink-3">{clock(chapter.start_seconds)}</span>
              {chapter.name}
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}

function TitleSkeleton() {
  const { t } = useI18n();
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label={t("app.loading")}
      className="-mt-16 flex min-h-[min(80dvh,56rem)] items-end bg-gradient-to-t from-surface-0 to-surface-2"
    >
      <div className="edge flex w-full items-end gap-10 pb-10">
        <Skeleton className="aspect-[2/3] w-56 rounded-xl max-lg:hidden" />
        <div className="w-full max-w-2xl">
          <Skeleton className="h-16 w-4/5" />
          <Skeleton className="mt-4 h-5 w-1/2" />
          <Skeleton className="mt-4 h-24" />
          <Skeleton className="mt-6 h-13 w-32" />
        </div>
      </div>
    </div>
  );
}
