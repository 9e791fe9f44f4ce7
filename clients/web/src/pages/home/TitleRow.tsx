import type { ShownRow } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { type CardShape, Row, type RowShape } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { ContinueTile, TitleTile } from "../TitleTile.tsx";

/** Rows that are ours to name: what the service calls them, and the word for that. */
// A layout's editor may give them another name, which then stays.
const OURS: Readonly<Record<string, readonly [string, Key]>> = {
  continue: ["Continue watching", "home.row.continue"],
  list: ["My list", "home.row.list"],
  kids: ["For you", "home.row.kids"],
  little: ["For the little ones", "home.row.little"],
  new: ["New", "home.row.new"],
  series: ["Series", "home.row.series"],
  "kind:movie": ["Films", "app.movies"],
  trending: ["Trending now", "home.row.trending"],
  top10: ["Top 10 today", "home.row.top10"],
  leaving_soon: ["Leaving soon", "home.row.leaving"],
  early_access: ["Early access", "home.row.early"],
  following: ["From channels you follow", "home.row.following"],
};

const SHAPES: Readonly<Record<string, readonly [RowShape, CardShape]>> = {
  poster: ["posters", "poster"],
  still: ["stills", "still"],
  square: ["squares", "square"],
  top10: ["ranked", "poster"],
};

/** Where all of a row is to be seen, when it has a page. */
function moreOf({ id, more_url }: ShownRow): string | null {
  const [kind, slug] = id.split(":");
  if (more_url) return more_url;
  if (kind === "genre" || kind === "category" || kind === "collection") return `/${kind}/${slug}`;
  return id === "series" ? "/series" : id === "list" ? "/account/watchlist" : null;
}

/** One row of the home page. */
export function TitleRow({ row, isFirst = false }: { row: ShownRow; isFirst?: boolean }) {
  const { t } = useI18n();
  const isContinuing = row.id === "continue";
  const [theirs, ours] = OURS[row.id] ?? [];
  const [rowShape, shape] = (!isContinuing && SHAPES[row.shape ?? ""]) || [
    isContinuing ? "stills" : "posters",
    "poster",
  ];
  const more = moreOf(row);
  return (
    <Row
      name={ours && theirs === row.name ? t(ours) : row.name}
      shape={rowShape}
      more={
        more
          ? (className, children) => (
              <Link to={more} className={className}>
                {children}
              </Link>
            )
          : undefined
      }
    >
      {row.items.map((card, index) => (
        <li key={card.id} className="snap-start">
          {isContinuing ? (
            <ContinueTile card={card} isFirst={isFirst} />
          ) : (
            <TitleTile
              card={card}
              shape={shape}
              isFirst={isFirst}
              rank={rowShape === "ranked" ? index + 1 : undefined}
            />
          )}
        </li>
      ))}
    </Row>
  );
}
