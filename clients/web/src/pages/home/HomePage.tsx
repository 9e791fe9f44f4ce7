import { useI18n } from "@streamverse/i18n";
import { buttonClass, EmptyState, ErrorState } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { withWords } from "../../chapter.ts";
import { homeQuery, isCreator, meQuery } from "../../queries.ts";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { Hero } from "./Hero.tsx";
import { HomeSkeleton, RowSkeleton } from "./HomeSkeleton.tsx";
import { Near } from "./Near.tsx";
import { TitleRow } from "./TitleRow.tsx";

/** One film in the light, the others in rows below it. */
export function HomePage() {
  const i18n = useI18n();
  const { data, error, refetch } = useQuery(homeQuery);
  useTabName("");
  if (!data) {
    return error ? (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    ) : (
      <HomeSkeleton />
    );
  }
  const rows = data.rows.filter((row) => row.items.length > 0);
  const heroes = data.heroes?.length ? data.heroes : data.hero ? [data.hero] : [];
  if (heroes.length === 0 && rows.length === 0) return <EmptyHome />;
  return (
    <div className="pb-20">
      <Hero cards={heroes} />
      <div className="relative z-10 grid grid-cols-1 gap-10">
        {rows.map((row, index) =>
          // What is far below is laid out when somebody comes near.
          index < AT_ONCE ? (
            <TitleRow key={row.id} row={row} isFirst={heroes.length === 0 && index === 0} />
          ) : (
            <Near key={row.id} name={row.id} stead={<RowSkeleton />}>
              <TitleRow row={row} />
            </Near>
          ),
        )}
      </div>
      {(data.next_cursor || rows.length > AT_ONCE) && (
        <Near name="further down" stead={<div className="h-40" />}>
          <Suspense fallback={<RowSkeleton />}>
            <FurtherDown cursor={data.next_cursor ?? null} />
          </Suspense>
        </Near>
      )}
    </div>
  );
}

const AT_ONCE = 4;

const FurtherDown = lazy(() =>
  withWords(import("./FurtherDown.tsx"), "browse").then((module) => ({
    default: module.FurtherDown,
  })),
);

function EmptyHome() {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  return (
    <div className="flex min-h-[70dvh] items-center">
      <EmptyState title={t("home.empty.title")} body={t("home.empty.body")}>
        {isCreator(me) && (
          <Link to="/studio/upload" className={buttonClass("accent")}>
            {t("home.empty.action")}
          </Link>
        )}
      </EmptyState>
    </div>
  );
}
