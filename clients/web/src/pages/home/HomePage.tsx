import type { Home } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { buttonClass, EmptyState, ErrorState, Row } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { homeQuery, isCreator, meQuery } from "../../queries.ts";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { TitleTile } from "../TitleTile.tsx";
import { Hero } from "./Hero.tsx";
import { HomeSkeleton } from "./HomeSkeleton.tsx";

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
  if (!data.hero && rows.length === 0) return <EmptyHome />;
  return (
    <div className="pb-20">
      {data.hero && <Hero card={data.hero} />}
      <div className="relative z-10 grid grid-cols-1 gap-10">
        {rows.map((row, index) => (
          <TitleRow key={row.id} row={row} isFirst={!data.hero && index === 0} />
        ))}
      </div>
    </div>
  );
}

type HomeRow = Home["rows"][number];

/** Rows that are ours to name; a genre's row bears the genre's own name. */
const ROW_NAMES: Readonly<Record<string, Key>> = {
  continue: "home.row.continue",
  list: "home.row.list",
  kids: "home.row.kids",
  little: "home.row.little",
  new: "home.row.new",
  series: "home.row.series",
};

function TitleRow({ row, isFirst }: { row: HomeRow; isFirst: boolean }) {
  const { t } = useI18n();
  const isContinuing = row.id === "continue";
  const known = ROW_NAMES[row.id];
  return (
    <Row name={known ? t(known) : row.name} shape={isContinuing ? "stills" : "posters"}>
      {row.items.map((card) => (
        <li key={card.id} className="snap-start">
          <TitleTile card={card} shape={isContinuing ? "still" : "poster"} isFirst={isFirst} />
        </li>
      ))}
    </Row>
  );
}

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
