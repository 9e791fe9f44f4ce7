import { ApiProblem, type Arts } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { buttonClass, EmptyState, ErrorState, Poster, Skeleton } from "@streamverse/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { NotFoundPage } from "../problems.tsx";
import { CardGrid, GridSkeleton } from "./CardGrid.tsx";
import { collectionQuery, collectionTitlesQuery } from "./queries.ts";

/** Titles that somebody put together, in the order they were given. */
export function CollectionPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { slug } = useParams({ from: "/shell/collection/$slug" });
  const { data, error, refetch } = useQuery(collectionQuery(slug));
  const titles = collectionTitlesQuery(slug);
  const { data: pages } = useInfiniteQuery({ ...titles, enabled: false });
  useTabName(data?.title ?? data?.name ?? "");
  if (error instanceof ApiProblem && [403, 404, 410].includes(error.status))
    return <NotFoundPage />;
  if (error && !data) {
    return (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    );
  }
  const first = pages?.pages[0]?.items[0];
  return (
    <article className="pb-20">
      <header className="relative -mt-16 mb-8 flex min-h-[24rem] items-end md:min-h-[30rem]">
        <Backdrop artwork={data?.artwork ?? first?.artwork} />
        <div className="edge relative w-full pt-28 pb-8">
          {data ? (
            <>
              <p className="mb-2 text-xs font-semibold text-accent-text">
                {t(data.kind === "bundle" ? "collection.bundle" : "collection.name")}
              </p>
              <h1 className="tight text-2xl font-extrabold">{data.title ?? data.name}</h1>
              {data.description && (
                <p className="mt-3 max-w-prose text-base text-ink-1">{data.description}</p>
              )}
              {data.title_count ? (
                <p className="mt-3 text-sm text-ink-2">
                  {t("browse.count", { count: data.title_count })}
                </p>
              ) : null}
            </>
          ) : (
            <Skeleton className="h-16 w-[min(32rem,80%)]" />
          )}
        </div>
      </header>
      <div className="edge">
        {data ? (
          <CardGrid
            query={titles}
            empty={
              <EmptyState title={t("browse.empty.title")} body={t("collection.empty")}>
                <Link to="/" className={buttonClass("accent")}>
                  {t("error.notFound.action")}
                </Link>
              </EmptyState>
            }
          />
        ) : (
          <GridSkeleton />
        )}
      </div>
    </article>
  );
}

function Backdrop({ artwork }: { artwork: Arts | null | undefined }) {
  return (
    <>
      <Poster
        picture={artwork?.backdrop ?? artwork?.still ?? artwork?.poster}
        shape="fill"
        sizes="100vw"
        name=""
        isFirst
      />
      <div className="absolute inset-0 bg-gradient-to-t from-surface-0 via-[rgb(var(--veil)/0.75)] to-[rgb(var(--veil)/0.35)]" />
    </>
  );
}
