import { ApiProblem, type ShownTitle } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import { ErrorState, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { titleQuery } from "../../queries.ts";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { NotFoundPage } from "../problems.tsx";
import { Cast } from "./Cast.tsx";
import { Episodes } from "./Episodes.tsx";
import { Extras } from "./Extras.tsx";
import { Facts } from "./Facts.tsx";
import { Moments } from "./Moments.tsx";
import { NotOffered } from "./NotOffered.tsx";
import { Related } from "./Related.tsx";
import { TitleHero } from "./TitleHero.tsx";

/** A film or series: its picture, the one next action, and what one wants to know before. */
export function TitlePage() {
  const i18n = useI18n();
  const { slug } = useParams({ from: "/shell/title/$slug" });
  const { data, error, refetch } = useQuery(titleQuery(slug));
  useTabName(data?.name ?? "");
  if (data) return <TitleBody key={data.id} title={data} />;
  if (error instanceof ApiProblem) {
    if (error.code === "title_not_offered") return <NotOffered problem={error} />;
    if (error.status === 404 || error.status === 410) return <NotFoundPage />;
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

function TitleBody({ title }: { title: ShownTitle }) {
  // The first paragraph says what it is about; credits and the like stand further down.
  const [lead = "", ...more] = title.synopsis.split(/\n+/).filter(Boolean);
  const isHeard =
    title.seasons.length > 0 || (title.is_playable && (title.runtime_seconds ?? 0) > 0);
  return (
    <article className="pb-20">
      <TitleHero title={title} lead={lead} />
      {title.seasons.length > 0 && <Episodes title={title} />}
      <Cast credits={title.credits ?? []} />
      <Extras extras={title.extras ?? []} artwork={title.artwork} />
      <div className="edge mt-10 grid gap-10 lg:grid-cols-2">
        <div className="grid content-start gap-10">
          {title.chapters.length > 1 && <Chapters title={title} />}
          {isHeard && <Moments title={title} />}
        </div>
        <Facts title={title} more={more.join("\n")} />
      </div>
      <Related title={title} />
    </article>
  );
}

function Chapters({ title }: { title: ShownTitle }) {
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
