import type { Found, FoundType } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import { TitleTile } from "../TitleTile.tsx";
import { byType } from "./byType.ts";
import { ChannelResult, EpisodeResult, MomentResult, PersonResult } from "./results.tsx";
import { Words } from "./Words.tsx";

const AT_FIRST: Readonly<Record<FoundType, number>> = {
  title: 12,
  person: 8,
  episode: 4,
  channel: 4,
  moment: 4,
};

/** What was found, a part for each kind of thing; with all of them, the best of each. */
export function ResultList({
  items,
  type,
  onAll,
}: {
  items: readonly Found[];
  type: FoundType | "all";
  onAll: (type: FoundType) => void;
}) {
  const { t } = useI18n();
  return (
    <div className="grid gap-10">
      {byType(items).map(([each, found]) => {
        const isPart = type === "all";
        const shown = isPart ? found.slice(0, AT_FIRST[each]) : found;
        return (
          <section key={each} aria-label={t(`search.types.${each}` as Key)}>
            {isPart && (
              <div className="mb-3 flex items-center justify-between gap-4">
                <h2 className="tight text-lg font-bold">{t(`search.types.${each}` as Key)}</h2>
                <Button look="quiet" onClick={() => onAll(each)}>
                  {t("search.all")}
                </Button>
              </div>
            )}
            <Part type={each} items={shown} />
          </section>
        );
      })}
    </div>
  );
}

function Part({ type, items }: { type: FoundType; items: readonly Found[] }) {
  switch (type) {
    case "title":
      return (
        <ul className="grid-posters">
          {items.map(({ title, highlights }) =>
            title ? (
              <li key={title.id} className="min-w-0">
                <TitleTile card={title} shape="poster" />
                <Why highlights={highlights} />
              </li>
            ) : null,
          )}
        </ul>
      );
    case "person":
      return (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-5">
          {items.map(({ person }) => person && <PersonResult key={person.id} person={person} />)}
        </ul>
      );
    case "episode":
      return (
        <ul className="grid gap-2 xl:grid-cols-2 xl:gap-x-8">
          {items.map(
            ({ episode, title, highlights }) =>
              episode && (
                <EpisodeResult
                  key={episode.id}
                  episode={episode}
                  title={title}
                  highlights={highlights}
                />
              ),
          )}
        </ul>
      );
    case "channel":
      return (
        <ul className="grid gap-3 md:grid-cols-2">
          {items.map(
            ({ channel }) => channel && <ChannelResult key={channel.id} channel={channel} />,
          )}
        </ul>
      );
    case "moment":
      return (
        <ul className="grid gap-3 xl:grid-cols-2">
          {items.map(({ moment, title, episode, highlights }) => {
            const id = episode?.id ?? title?.id;
            return (
              moment &&
              id && (
                <MomentResult
                  key={`${moment.asset_id} ${moment.start_seconds}`}
                  moment={moment}
                  id={id}
                  line={[title?.name, episode?.name].filter(Boolean).join("  ·  ")}
                  marked={highlights.text}
                />
              )
            );
          })}
        </ul>
      );
  }
}

/** Why a title was found, when its name doesn't say. */
function Why({ highlights }: { highlights: Found["highlights"] }) {
  const isNamed = highlights.name?.some((piece) => piece.is_match);
  const [field] = Object.entries(highlights).filter(
    ([name, pieces]) =>
      name !== "name" && name !== "other_name" && pieces.some((piece) => piece.is_match),
  );
  if (isNamed || !field) return null;
  return (
    <p className="mt-1 line-clamp-2 text-xs text-ink-2">
      <Words pieces={field[1]} />
    </p>
  );
}
