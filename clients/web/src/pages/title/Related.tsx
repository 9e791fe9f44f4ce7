import { browse, type ShownCard, type ShownTitle } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Row } from "@streamverse/ui";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { TitleTile } from "../TitleTile.tsx";

const similarQuery = (id: string) =>
  queryOptions({
    queryKey: ["browse", "similar", id],
    queryFn: () => browse.similar(id),
    staleTime: 300_000,
    retry: false,
  });

const RELATIONS = ["prequel", "sequel", "spin_off", "remake", "related"];

/** What belongs to it by somebody's word, then what is like it. */
export function Related({ title }: { title: ShownTitle }) {
  const { t } = useI18n();
  const { data: similar } = useQuery(similarQuery(title.id));
  const relations = [...(title.relations ?? [])].sort(
    (a, b) => RELATIONS.indexOf(a.kind) - RELATIONS.indexOf(b.kind),
  );
  const known = new Set([title.id, ...relations.map((relation) => relation.title.id)]);
  const like = (similar?.items ?? []).filter((card) => !known.has(card.id));
  return (
    <div className="mt-10 grid grid-cols-1 gap-10">
      {relations.length > 0 && (
        <Row name={t("title.related")} shape="posters">
          {relations.map(({ kind, title: card }) => (
            <Tile key={card.id} card={card} line={t(`relation.${kind}` as Key)} />
          ))}
        </Row>
      )}
      {like.length > 0 && (
        <Row name={t("title.similar")} shape="posters">
          {like.map((card) => (
            <Tile key={card.id} card={card} />
          ))}
        </Row>
      )}
    </div>
  );
}

function Tile({ card, line }: { card: ShownCard; line?: string }) {
  return (
    <li className="snap-start">
      <TitleTile card={card} shape="poster" />
      {line && <p className="text-xs text-accent-text">{line}</p>}
    </li>
  );
}
