import { ApiProblem, type FoundType, type Results } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, cx, ErrorState, Select } from "@streamverse/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { resultsQuery } from "../../search/queries.ts";
import { SearchBox } from "../../search/SearchBox.tsx";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { GridSkeleton } from "../browse/CardGrid.tsx";
import { Facets } from "./Facets.tsx";
import { NothingAsked, NothingFound } from "./Nothing.tsx";
import { ResultList } from "./ResultList.tsx";
import { readWish, type SearchWish, SORTS, TYPES, toSearchQuery } from "./wanted.ts";

/** The results for some words: titles, people, episodes, channels and moments. */
export function SearchPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const wish = readWish(useSearch({ strict: false }));
  const navigate = useNavigate();
  const {
    data,
    error,
    refetch,
    isPlaceholderData,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(resultsQuery(toSearchQuery(wish)));
  useTabName(wish.q ? t("search.tab", { words: wish.q }) : t("app.search"));
  const change = (next: SearchWish) =>
    void navigate({ to: "/search", search: readWish({ ...next }) as never, resetScroll: false });
  const first = data?.pages[0];
  const items = data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <div className="edge pt-4 pb-20 md:pt-8">
      <div className="mx-auto max-w-3xl">
        <h1 className="sr-only">{t("app.search")}</h1>
        <SearchBox words={wish.q ?? ""} isFocused={!wish.q} />
      </div>
      {!wish.q && <NothingAsked />}
      {wish.q && (
        <>
          <Types wish={wish} results={first} onChange={change} />
          {error && !first && (
            <ErrorState
              body={isBeingBuilt(error) ? t("search.building") : wordsFor(error, i18n)}
              detail={detailOf(error)}
              onRetry={() => void refetch()}
            />
          )}
          {!error && !first && <GridSkeleton />}
          {first && (
            <div
              className={cx(
                "transition-opacity duration-150 lg:grid lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-10",
                isPlaceholderData && "opacity-60",
              )}
            >
              <Facets wish={wish} facets={first.facets ?? {}} onChange={change} />
              <section aria-label={t("search.results")} aria-busy={isPlaceholderData}>
                <Summary wish={wish} results={first} onChange={change} />
                {items.length === 0 ? (
                  <NothingFound wish={wish} results={first} onChange={change} />
                ) : (
                  <ResultList
                    items={items}
                    type={(wish.type as FoundType | undefined) ?? "all"}
                    onAll={(type) => change({ ...wish, type })}
                  />
                )}
                {hasNextPage && (
                  <div className="mt-8 flex justify-center">
                    <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                      {t("browse.more")}
                    </Button>
                  </div>
                )}
              </section>
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** The first index of a new library takes a moment. */
function isBeingBuilt(error: Error): boolean {
  return error instanceof ApiProblem && error.code === "search_being_built";
}

interface Part {
  wish: SearchWish;
  onChange: (wish: SearchWish) => void;
}

/** What kind of thing one looks for. */
function Types({ wish, results, onChange }: Part & { results: Results | undefined }) {
  const { t } = useI18n();
  const counts = results?.facets?.type ?? [];
  return (
    <div className="my-5 flex gap-1 overflow-x-auto [scrollbar-width:none] md:justify-center">
      {TYPES.map((type) => {
        const count = counts.find((facet) => facet.value === type)?.count;
        return (
          <button
            key={type}
            type="button"
            aria-pressed={(wish.type ?? "all") === type}
            onClick={() => onChange({ ...wish, type })}
            className="min-h-11 shrink-0 rounded-full px-4 text-sm font-semibold text-ink-2 transition-colors duration-150 hover:bg-surface-2 aria-pressed:bg-surface-3 aria-pressed:text-ink-1"
          >
            {t(`search.types.${type}` as Key)}
            {count !== undefined && (
              <span className="tabular ms-2 text-xs text-ink-3">{count}</span>
            )}
          </button>
        );
      })}
    </div>
  );
}

/** How much there is, what it was taken for, and in which order it stands. */
function Summary({ wish, results, onChange }: Part & { results: Results }) {
  const { t } = useI18n();
  const { total, corrected, did_you_mean } = results;
  return (
    <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
      <div>
        <p role="status" className="text-sm text-ink-2">
          {t("search.total", { count: total })}
        </p>
        {corrected && corrected !== wish.q && (
          <p className="text-sm">{t("search.corrected", { words: corrected })}</p>
        )}
        {did_you_mean && did_you_mean !== wish.q && (
          <p className="text-sm">
            {t("search.meant")}{" "}
            <button
              type="button"
              onClick={() => onChange({ ...wish, q: did_you_mean })}
              className="min-h-11 font-semibold text-accent-text underline-offset-4 hover:underline"
            >
              {did_you_mean}
            </button>
          </p>
        )}
      </div>
      {total > 1 && (
        <Select
          label={t("browse.sort")}
          value={wish.sort ?? "relevance"}
          onChange={(event) => onChange({ ...wish, sort: event.target.value })}
          className="w-44"
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`search.sort.${sort}` as Key)}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}
