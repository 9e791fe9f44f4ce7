import { browse, type Results } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, EmptyState } from "@streamverse/ui";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { trendingQuery } from "../../search/queries.ts";
import { genresQuery } from "../browse/queries.ts";
import { TitleTile } from "../TitleTile.tsx";
import { countFacets, type SearchWish } from "./wanted.ts";

const popularQuery = queryOptions({
  queryKey: ["browse", "popular"],
  queryFn: () => browse.titles({ sort: "popularity", limit: 12 }),
  staleTime: 300_000,
});

/** Before anything is asked: what others look for, genres, what many watch. */
export function NothingAsked() {
  const { t } = useI18n();
  const { data: trending } = useQuery(trendingQuery);
  const { data: genres } = useQuery(genresQuery);
  return (
    <div className="mt-10 grid gap-10">
      {trending && trending.items.length > 0 && (
        <section>
          <h2 className="tight mb-3 text-lg font-bold">{t("search.group.trending")}</h2>
          <ul className="flex flex-wrap gap-2">
            {trending.items.map(({ text }) => (
              <li key={text}>
                <Link to="/search" search={{ q: text } as never} className={buttonClass()}>
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {genres && genres.items.length > 0 && (
        <section>
          <h2 className="tight mb-3 text-lg font-bold">{t("browse.genres")}</h2>
          <ul className="flex flex-wrap gap-2">
            {genres.items.map(({ slug, name }) => (
              <li key={slug}>
                <Link to="/genre/$slug" params={{ slug }} className={buttonClass()}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Popular />
    </div>
  );
}

/** No dead end: what was asked for in other words or with less around it, else what many watch. */
export function NothingFound({
  wish,
  results,
  onChange,
}: {
  wish: SearchWish;
  results: Results;
  onChange: (wish: SearchWish) => void;
}) {
  const { t } = useI18n();
  const isNarrow = countFacets(wish) > 0 || Boolean(wish.type);
  const { did_you_mean: meant } = results;
  return (
    <>
      <EmptyState
        icon="search"
        title={t("search.none.title", { words: wish.q ?? "" })}
        body={t(isNarrow ? "search.none.narrow" : "search.none.body")}
      >
        <div className="flex flex-wrap justify-center gap-3">
          {isNarrow && (
            <Button look="accent" onClick={() => onChange(wish.q ? { q: wish.q } : {})}>
              {t("search.none.wider")}
            </Button>
          )}
          {meant && (
            <Button onClick={() => onChange({ q: meant })}>
              {t("search.none.meant", { words: meant })}
            </Button>
          )}
        </div>
      </EmptyState>
      <Popular />
    </>
  );
}

function Popular() {
  const { t } = useI18n();
  const { data } = useQuery(popularQuery);
  if (!data?.items.length) return null;
  return (
    <section>
      <h2 className="tight mb-4 text-lg font-bold">{t("search.popular")}</h2>
      <ul className="grid-posters">
        {data.items.map((card) => (
          <li key={card.id} className="min-w-0">
            <TitleTile card={card} shape="poster" />
          </li>
        ))}
      </ul>
    </section>
  );
}
