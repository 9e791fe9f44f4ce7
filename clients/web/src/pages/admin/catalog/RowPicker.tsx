import type { LayoutRow, RowKind } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Select } from "@streamverse/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { categoriesQuery, collectionsQuery, genresQuery } from "./queries.ts";

const KINDS: readonly RowKind[] = [
  "continue",
  "list",
  "top10",
  "trending",
  "new",
  "leaving_soon",
  "early_access",
  "collection",
  "genre",
  "category",
  "kind",
  "channel",
];
const TITLES = ["movie", "series", "sport", "event", "station", "video", "short", "audio"] as const;

/** What a row is called on the desk: by its kind, and what it is of. */
export function useRowName(): (row: LayoutRow) => string {
  const { t } = useI18n();
  const { data: genres } = useQuery(genresQuery);
  const { data: categories } = useQuery(categoriesQuery);
  const { data: pages } = useInfiniteQuery(collectionsQuery);
  const collections = pages?.pages.flatMap((page) => page.items) ?? [];
  return (row) => {
    const what =
      row.genre ??
      row.category ??
      (row.title_kind ? t(`curation.titles.${row.title_kind}`) : null) ??
      row.collection_id;
    const known =
      genres?.items.find(({ slug }) => slug === row.genre)?.name ??
      categories?.items.find(({ slug }) => slug === row.category)?.name ??
      collections.find(({ id }) => id === row.collection_id)?.name;
    const kind = t(`curation.row.${row.kind}`);
    return what ? `${kind}: ${known ?? what}` : kind;
  };
}

/** A row to add: its kind, then what it is of where it has to be said. */
export function AddRow({ onAdd }: { onAdd: (row: LayoutRow) => void }) {
  const { t } = useI18n();
  const [kind, setKind] = useState<RowKind>("new");
  const [chosen, setChosen] = useState("");
  const { data: genres } = useQuery(genresQuery);
  const { data: categories } = useQuery(categoriesQuery);
  const { data: pages } = useInfiniteQuery(collectionsQuery);
  const choices: Partial<Record<RowKind, readonly { value: string; name: string }[]>> = {
    collection:
      pages?.pages.flatMap((page) => page.items).map(({ id, name }) => ({ value: id, name })) ?? [],
    genre: genres?.items.map(({ slug, name }) => ({ value: slug, name })) ?? [],
    category: categories?.items.map(({ slug, name }) => ({ value: slug, name })) ?? [],
    kind: TITLES.map((each) => ({ value: each, name: t(`curation.titles.${each}`) })),
  };
  const those = choices[kind];
  const value = those?.some((each) => each.value === chosen) ? chosen : those?.[0]?.value;
  const add = () => {
    const row: LayoutRow = { kind, name: "", names: {} };
    if (kind === "collection") row.collection_id = value ?? null;
    if (kind === "genre") row.genre = value ?? null;
    if (kind === "category") row.category = value ?? null;
    if (kind === "kind") row.title_kind = TITLES.find((each) => each === value) ?? "movie";
    onAdd(row);
  };
  return (
    <div className="grid items-end gap-3 rounded-xl border border-dashed border-line-strong p-3 sm:grid-cols-2">
      <Select
        label={t("curation.row.what")}
        value={kind}
        onChange={(event) => {
          const next = KINDS.find((each) => each === event.currentTarget.value);
          if (next) setKind(next);
        }}
      >
        {KINDS.map((each) => (
          <option key={each} value={each}>
            {t(`curation.row.${each}`)}
          </option>
        ))}
      </Select>
      {those && (
        <Select
          label={t("curation.row.of")}
          value={value ?? ""}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {those.map((each) => (
            <option key={each.value} value={each.value}>
              {each.name}
            </option>
          ))}
        </Select>
      )}
      <Button icon="plus" disabled={those !== undefined && !value} onClick={add}>
        {t("curation.row.add")}
      </Button>
    </div>
  );
}
