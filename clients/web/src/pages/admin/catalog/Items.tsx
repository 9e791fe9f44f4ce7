import { type Collection, type CollectionItem, curation, type TitleCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, EmptyState, Field, Poster, useToast } from "@streamverse/ui";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { Waiting } from "../../account/parts.tsx";
import { Mark } from "../desk/Board.tsx";
import { collectionQuery, collectionsQuery, foundQuery, itemsQuery } from "./queries.ts";
import { Sortable } from "./Sortable.tsx";

const keyOf = (item: CollectionItem) => item.title?.id ?? item.collection?.id ?? "";

/** What stands in a collection: searched, added, put in order; each change is kept at once. */
export function Items({ collection }: { collection: Collection }) {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(itemsQuery(collection.id));
  const put = useMutation({
    mutationFn: (items: readonly CollectionItem[]) =>
      curation.putItems(
        collection.id,
        queryClient.getQueryData(itemsQuery(collection.id).queryKey)?.version ?? collection.version,
        items.map(({ title, collection: inner }) =>
          title ? { title_id: title.id } : { collection_id: inner?.id ?? "" },
        ),
      ),
    scope: { id: `items ${collection.id}` },
    onSuccess: (made) => {
      queryClient.setQueryData(itemsQuery(collection.id).queryKey, made);
      void queryClient.invalidateQueries({ queryKey: collectionQuery(collection.id).queryKey });
    },
    onError: () => void refetch(),
  });
  if (!data) return <Waiting error={error} onRetry={() => void refetch()} height="h-80" />;
  const change = (items: CollectionItem[]) => {
    queryClient.setQueryData(itemsQuery(collection.id).queryKey, { ...data, items });
    put.mutate(items);
  };
  const there = new Set(data.items.map(keyOf));
  const add = (item: CollectionItem, name: string) => {
    change([...data.items, item]);
    say(t("curation.added", { name }));
  };
  return (
    <section aria-labelledby="items" className="grid content-start gap-5">
      <h2 id="items" className="text-base font-bold">
        {t("curation.items", { count: data.items.length })}
      </h2>
      <Refusal error={put.error} />
      <Add collection={collection} there={there} onAdd={add} />
      {data.items.length === 0 && (
        <EmptyState
          icon="film"
          title={t("curation.items.none.title")}
          body={t("curation.items.none.body")}
        />
      )}
      <Sortable
        label={t("curation.items", { count: data.items.length })}
        things={data.items.map((item) => ({
          key: keyOf(item),
          name: item.title?.name ?? item.collection?.name ?? "",
          content: item.title ? <Title title={item.title} /> : <Inner item={item} />,
        }))}
        onOrder={(keys) => {
          const byKey = new Map(data.items.map((item) => [keyOf(item), item]));
          change(keys.flatMap((key) => byKey.get(key) ?? []));
        }}
        onRemove={(key) => change(data.items.filter((item) => keyOf(item) !== key))}
      />
    </section>
  );
}

function Title({ title }: { title: TitleCard }) {
  const { t } = useI18n();
  return (
    <span className="flex items-center gap-3">
      <span className="w-8 shrink-0">
        <Poster picture={title.artwork.poster} name="" sizes="32px" />
      </span>
      <span className="min-w-0">
        <span className="block truncate text-sm font-semibold">{title.name}</span>
        <span className="block truncate text-xs text-ink-3">
          {[title.year, title.state !== "published" && t("curation.notShown")]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
    </span>
  );
}

function Inner({ item }: { item: CollectionItem }) {
  const { t } = useI18n();
  return (
    <span className="flex items-center gap-3 ps-1">
      <span className="truncate text-sm font-semibold">{item.collection?.name}</span>
      <Mark>{t("curation.inner")}</Mark>
    </span>
  );
}

function Add({
  collection,
  there,
  onAdd,
}: {
  collection: Collection;
  there: ReadonlySet<string>;
  onAdd: (item: CollectionItem, name: string) => void;
}) {
  const { t } = useI18n();
  const [words, setWords] = useState("");
  const sought = useDeferredValue(words.trim());
  const { data: titles } = useQuery(foundQuery(sought));
  const { data: pages } = useInfiniteQuery(collectionsQuery);
  const others = (pages?.pages.flatMap((page) => page.items) ?? []).filter(
    (each) => each.id !== collection.id && each.name.toLowerCase().includes(sought.toLowerCase()),
  );
  const found = [
    ...(titles?.items ?? []).map((title) => ({
      item: { title, collection: null } as CollectionItem,
      name: title.name,
      what: <Title title={title} />,
    })),
    ...others.slice(0, 5).map((inner) => ({
      item: { title: null, collection: inner } as CollectionItem,
      name: inner.name,
      what: <Inner item={{ title: null, collection: inner }} />,
    })),
  ].filter(({ item }) => !there.has(keyOf(item)));
  return (
    <div className="grid gap-3">
      <Field
        label={t("curation.search")}
        type="search"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {sought && (
        <ul
          aria-label={t("curation.found")}
          className="grid max-h-96 gap-1 overflow-y-auto rounded-xl border border-line bg-surface-2 p-2"
        >
          {found.length === 0 && (
            <li className="px-2 py-3 text-sm text-ink-3">{t("curation.found.none")}</li>
          )}
          {found.map(({ item, name, what }) => (
            <li key={keyOf(item)} className="flex items-center gap-3 rounded-lg px-2 py-1">
              <div className="min-w-0 flex-1">{what}</div>
              <Button
                size="sm"
                icon="plus"
                aria-label={t("curation.add", { name })}
                onClick={() => onAdd(item, name)}
              >
                {t("curation.add.short")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
