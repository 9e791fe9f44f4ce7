import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, EmptyState } from "@streamverse/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTabName } from "../../words.ts";
import { NotFoundPage } from "../problems.tsx";
import { CardGrid } from "./CardGrid.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { type BrowseSearch, countFilters, readFilters, type Sort, toQuery } from "./filters.ts";
import { categoriesQuery, genresQuery, titlesQuery } from "./queries.ts";

const CREATORS_KINDS = ["video", "short", "audio", "image"];

export function MoviesPage() {
  const { t } = useI18n();
  return <Browse name={t("app.movies")} lead={t("browse.movies.lead")} fixed={{ kind: "movie" }} />;
}

export function SeriesPage() {
  const { t } = useI18n();
  return (
    <Browse name={t("title.series")} lead={t("browse.series.lead")} fixed={{ kind: "series" }} />
  );
}

export function GenrePage() {
  const { t } = useI18n();
  const { slug } = useParams({ from: "/shell/genre/$slug" });
  const { data } = useQuery(genresQuery);
  const genre = data?.items.find((one) => one.slug === slug);
  if (data && !genre) return <NotFoundPage />;
  const lead = genre ? t("browse.count", { count: genre.title_count }) : "";
  return <Browse name={genre?.name ?? ""} lead={lead} fixed={{ genre: slug }} />;
}

export function CategoryPage() {
  const { t } = useI18n();
  const { slug } = useParams({ from: "/shell/category/$slug" });
  const { data } = useQuery(categoriesQuery);
  const category = data?.items.find((one) => one.slug === slug);
  if (data && !category) return <NotFoundPage />;
  const lead = category ? t("browse.count", { count: category.title_count }) : "";
  return <Browse name={category?.name ?? ""} lead={lead} fixed={{ category: slug }} />;
}

/** A page of titles that can be narrowed; its address says how. */
function Browse({
  name,
  lead,
  fixed,
}: {
  name: string;
  lead: string;
  fixed: Readonly<Record<string, string>>;
}) {
  const { t } = useI18n();
  const filters = readFilters(useSearch({ strict: false }));
  const navigate = useNavigate();
  const sort: Sort = "newest";
  useTabName(name);
  const query = titlesQuery({ sort, ...toQuery(filters), ...fixed });
  const { data } = useInfiniteQuery({ ...query, enabled: false });
  const total = data?.pages[0]?.total;
  const first = data?.pages[0]?.items ?? [];
  const isWide = first.length > 0 && first.every((card) => CREATORS_KINDS.includes(card.kind));
  const change = (wish: Partial<BrowseSearch>) =>
    void navigate({
      to: ".",
      search: { ...filters, ...wish } as never,
      resetScroll: false,
    });
  return (
    <div className="pb-20">
      <PageHead
        name={name}
        lead={
          countFilters(filters) > 0 && typeof total === "number"
            ? t("browse.count", { count: total })
            : lead
        }
      />
      <div className="edge mb-7">
        <FilterBar filters={filters} sort={sort} hasGenre={!fixed.genre} onChange={change} />
      </div>
      <div className="edge">
        <CardGrid
          query={query}
          shape={isWide ? "still" : "poster"}
          empty={
            <EmptyState
              icon="search"
              title={t("browse.empty.title")}
              body={t(countFilters(filters) > 0 ? "browse.empty.filtered" : "browse.empty.body")}
            >
              {countFilters(filters) > 0 ? (
                <Button
                  look="accent"
                  onClick={() => void navigate({ to: ".", search: {} as never })}
                >
                  {t("browse.clear")}
                </Button>
              ) : (
                <Link to="/" className={buttonClass("accent")}>
                  {t("error.notFound.action")}
                </Link>
              )}
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

/** A page's name in large, and a line about it. */
export function PageHead({
  name,
  lead,
  children,
}: {
  name: string;
  lead?: string;
  children?: ReactNode;
}) {
  return (
    <header className="edge pt-6 pb-6 md:pt-10">
      <h1 className="tight min-h-9 text-xl font-extrabold">{name}</h1>
      {lead && <p className="mt-1.5 max-w-prose text-ink-2">{lead}</p>}
      {children}
    </header>
  );
}
