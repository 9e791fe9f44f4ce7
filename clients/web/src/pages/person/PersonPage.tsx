import { ApiProblem, type Filmography } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { ErrorState, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { GridSkeleton } from "../browse/CardGrid.tsx";
import { personQuery } from "../browse/queries.ts";
import { NotFoundPage } from "../problems.tsx";
import { TitleTile } from "../TitleTile.tsx";
import { byRole } from "./byRole.ts";
import { Portrait } from "./Portrait.tsx";

const LONG = 480;

/** Somebody: their face, their story, and what they did, by what they did. */
export function PersonPage() {
  const i18n = useI18n();
  const { t, date } = i18n;
  const { slug } = useParams({ from: "/shell/people/$slug" });
  const { data: person, error, refetch } = useQuery(personQuery(slug));
  useTabName(person?.name ?? "");
  if (error instanceof ApiProblem && [404, 410].includes(error.status)) return <NotFoundPage />;
  if (error && !person) {
    return (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!person) return <PersonSkeleton />;
  const facts = [
    person.born_on ? t("person.born", { date: date(person.born_on) }) : "",
    person.died_on ? t("person.died", { date: date(person.died_on) }) : "",
    person.also_known_as?.length
      ? t("person.known", { names: i18n.list(person.also_known_as) })
      : "",
  ].filter(Boolean);
  return (
    <article className="edge pt-8 pb-20 md:pt-12">
      <header className="flex flex-col gap-6 md:flex-row md:items-center md:gap-10">
        <Portrait person={person} className="size-36 text-2xl md:size-52" sizes="13rem" isFirst />
        <div className="min-w-0">
          <h1 className="tight text-2xl font-extrabold">{person.name}</h1>
          {facts.length > 0 && (
            <p className="mt-2 text-sm wrap-anywhere text-ink-2">{facts.join("  ·  ")}</p>
          )}
          {person.biography && <Biography text={person.biography} />}
        </div>
      </header>
      {byRole(person.filmography ?? []).map(({ role, items }) => (
        <section key={role} aria-label={t(`role.${role}` as Key)} className="mt-12">
          <h2 className="tight mb-4 text-lg font-bold">{t(`role.${role}` as Key)}</h2>
          <ul className="grid-posters">
            {items.map((item) => (
              <li key={item.title.id} className="min-w-0">
                <TitleTile card={item.title} shape="poster" />
                <Character item={item} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {person.filmography?.length === 0 && (
        <p className="mt-12 text-ink-2">{t("person.empty", { name: person.name })}</p>
      )}
    </article>
  );
}

function Character({ item: { character } }: { item: Filmography }) {
  const { t } = useI18n();
  if (!character) return null;
  return <p className="truncate text-xs text-ink-2">{t("person.as", { character })}</p>;
}

function Biography({ text }: { text: string }) {
  const { t } = useI18n();
  const [isWhole, setWhole] = useState(text.length <= LONG);
  return (
    <div className="mt-4 max-w-prose">
      <p className={isWhole ? "whitespace-pre-line" : "line-clamp-4"}>{text}</p>
      {!isWhole && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="min-h-11 font-semibold text-accent-text"
        >
          {t("person.more")}
        </button>
      )}
    </div>
  );
}

function PersonSkeleton() {
  return (
    <div className="edge pt-8 pb-20 md:pt-12">
      <div className="mb-12 flex flex-col gap-6 md:flex-row md:items-center md:gap-10">
        <Skeleton className="size-36 rounded-full md:size-52" />
        <div className="grid gap-3">
          <Skeleton className="h-14 w-72" />
          <Skeleton className="h-4 w-56" />
        </div>
      </div>
      <GridSkeleton />
    </div>
  );
}
