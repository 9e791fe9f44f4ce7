import type { SmartQuery } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Checkbox, Field, Poster, Select } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { codes } from "./order.ts";
import { genresQuery, previewQuery } from "./queries.ts";

const KINDS = [
  "movie",
  "series",
  "sport",
  "event",
  "station",
  "video",
  "short",
  "audio",
  "image",
] as const;
const SORTS = ["newest", "oldest", "popularity", "name", "released", "leaving"] as const;

/** What a smart collection looks for, and what it finds right now beside it. */
export function QueryBuilder({
  query,
  onChange,
}: {
  query: SmartQuery;
  onChange: (query: SmartQuery) => void;
}) {
  const { t } = useI18n();
  const { data: genres } = useQuery(genresQuery);
  const change = (part: Partial<SmartQuery>) => onChange({ ...query, ...part });
  const year = (text: string) => (text ? Number(text) : null);
  return (
    <section aria-labelledby="query" className="grid content-start gap-5">
      <h2 id="query" className="text-base font-bold">
        {t("curation.query")}
      </h2>
      <div className="grid gap-5 md:grid-cols-2">
        <Group label={t("curation.query.kinds")}>
          {KINDS.map((kind) => (
            <Checkbox
              key={kind}
              label={t(`curation.titles.${kind}`)}
              checked={query.kind?.includes(kind) ?? false}
              onChange={(event) =>
                change({ kind: toggled(query.kind ?? [], kind, event.currentTarget.checked) })
              }
            />
          ))}
        </Group>
        <Group label={t("curation.genres")}>
          {genres?.items.map(({ slug, name }) => (
            <Checkbox
              key={slug}
              label={name}
              checked={query.genre?.includes(slug) ?? false}
              onChange={(event) =>
                change({ genre: toggled(query.genre ?? [], slug, event.currentTarget.checked) })
              }
            />
          ))}
        </Group>
        <Field
          label={t("curation.query.yearFrom")}
          type="number"
          min={1878}
          max={2200}
          value={query.year_from ?? ""}
          onChange={(event) => change({ year_from: year(event.currentTarget.value) })}
        />
        <Field
          label={t("curation.query.yearTo")}
          type="number"
          min={1878}
          max={2200}
          value={query.year_to ?? ""}
          onChange={(event) => change({ year_to: year(event.currentTarget.value) })}
        />
        <Field
          label={t("curation.query.age")}
          type="number"
          min={0}
          max={18}
          value={query.rating_max ?? ""}
          onChange={(event) => change({ rating_max: year(event.currentTarget.value) })}
        />
        <Field
          label={t("curation.query.countries")}
          defaultValue={query.country?.join(", ") ?? ""}
          onBlur={(event) => change({ country: codes(event.currentTarget.value) })}
        />
        <Select
          label={t("curation.query.sort")}
          value={query.sort ?? "newest"}
          onChange={(event) => {
            const sort = SORTS.find((each) => each === event.currentTarget.value);
            if (sort) change({ sort });
          }}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`curation.sort.${sort}`)}
            </option>
          ))}
        </Select>
        <Field
          label={t("curation.query.limit")}
          type="number"
          min={1}
          max={500}
          value={query.limit ?? 100}
          onChange={(event) => change({ limit: Number(event.currentTarget.value) || 1 })}
        />
      </div>
      <Found query={query} />
    </section>
  );
}

function Found({ query }: { query: SmartQuery }) {
  const { t } = useI18n();
  const { data, error } = useQuery(previewQuery(useDeferredValue(query)));
  return (
    <section aria-labelledby="found" className="rounded-2xl border border-line bg-surface-1 p-5">
      <h3 id="found" aria-live="polite" className="text-sm font-bold">
        {data ? t("curation.query.found", { count: data.total }) : t("curation.query.looking")}
      </h3>
      <Refusal error={error} />
      <ul className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(6rem,1fr))] gap-3">
        {data?.items.map((title) => (
          <li key={title.id}>
            <Poster picture={title.artwork.poster} name={title.name} sizes="112px" />
            <p className="mt-1.5 truncate text-xs text-ink-2">{title.name}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="text-xs font-semibold text-ink-2">{label}</legend>
      <div className="mt-1 grid max-h-56 grid-cols-2 gap-x-4 overflow-y-auto">{children}</div>
    </fieldset>
  );
}

function toggled<T>(list: readonly T[], value: T, isOn: boolean): T[] {
  const rest = list.filter((each) => each !== value);
  return isOn ? [...rest, value] : rest;
}
