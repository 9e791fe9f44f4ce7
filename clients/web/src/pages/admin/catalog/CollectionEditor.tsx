import { type Collection, type CollectionWish, curation, type SmartQuery } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Field, IconButton, Switch, TextArea, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { Waiting } from "../../account/parts.tsx";
import { Board } from "../desk/Board.tsx";
import { Items } from "./Items.tsx";
import { codes, instant, local } from "./order.ts";
import { QueryBuilder } from "./QueryBuilder.tsx";
import { collectionQuery, collectionsQuery } from "./queries.ts";

/** One collection: what it is called, where and when it is shown, and what stands in it. */
export function CollectionEditor({ id }: { id: string }) {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(collectionQuery(id));
  if (!data) return <Waiting error={error} onRetry={() => void refetch()} height="h-96" />;
  return (
    <Board
      title={data.name}
      lead={t(`curation.kind.${data.kind}.hint`)}
      action={<Remove collection={data} />}
    >
      <p>
        <Link
          to="/admin/catalog/$"
          params={{ _splat: "collections" }}
          className="inline-flex min-h-11 items-center text-sm font-semibold text-ink-2 hover:text-ink-1"
        >
          {t("curation.back")}
        </Link>
      </p>
      <div className="grid gap-8 xl:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <Facts key={data.version} collection={data} />
        {data.kind !== "smart" && <Items collection={data} />}
      </div>
    </Board>
  );
}

function Facts({ collection }: { collection: Collection }) {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const [query, setQuery] = useState<SmartQuery | null>(collection.query);
  const [isPublished, setPublished] = useState(collection.is_published);
  const save = useMutation({
    mutationFn: (wish: CollectionWish) =>
      curation.putCollection(collection.id, collection.version, wish),
    onSuccess: async (made) => {
      queryClient.setQueryData(collectionQuery(collection.id).queryKey, made);
      await queryClient.invalidateQueries({ queryKey: collectionsQuery.queryKey });
      say(t("curation.saved"));
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const territories = codes(text("territories"));
    save.mutate({
      kind: collection.kind,
      slug: text("slug") || null,
      name: text("name"),
      names: text("hindi") ? { ...collection.names, hi: text("hindi") } : withoutHindi(collection),
      description: text("description"),
      query,
      territories: territories.length > 0 ? territories : ["*"],
      from_at: instant(text("from_at")),
      until_at: instant(text("until_at")),
      is_published: isPublished,
    });
  };
  const everywhere = collection.territories.includes("*");
  return (
    <form
      onSubmit={submit}
      className={collection.kind === "smart" ? "contents" : "grid content-start gap-5"}
    >
      <div className="grid content-start gap-5">
        <Refusal error={save.error} />
        <Switch
          label={t("curation.published")}
          hint={t("curation.published.hint")}
          checked={isPublished}
          onChange={(event) => setPublished(event.currentTarget.checked)}
        />
        <Field
          label={t("curation.name")}
          name="name"
          defaultValue={collection.name}
          required
          maxLength={200}
        />
        <Field
          label={t("curation.name.hi")}
          name="hindi"
          lang="hi"
          defaultValue={collection.names.hi ?? ""}
          maxLength={200}
        />
        <Field
          label={t("curation.slug")}
          name="slug"
          defaultValue={collection.slug}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          maxLength={80}
          hint={`/collection/${collection.slug}`}
        />
        <TextArea
          label={t("curation.description")}
          name="description"
          defaultValue={collection.description}
        />
        <Field
          label={t("curation.where")}
          name="territories"
          defaultValue={everywhere ? "" : collection.territories.join(", ")}
          hint={t("curation.where.hint")}
        />
        <div className="grid gap-5 sm:grid-cols-2 xl:grid-cols-1">
          <Field
            label={t("curation.from")}
            name="from_at"
            type="datetime-local"
            defaultValue={local(collection.from_at)}
          />
          <Field
            label={t("curation.until")}
            name="until_at"
            type="datetime-local"
            defaultValue={local(collection.until_at)}
          />
        </div>
        <Button type="submit" look="accent" isBusy={save.isPending} className="justify-self-start">
          {t("curation.save")}
        </Button>
      </div>
      {query && <QueryBuilder query={query} onChange={setQuery} />}
    </form>
  );
}

function withoutHindi({ names }: Collection): Record<string, string> {
  return Object.fromEntries(Object.entries(names).filter(([tag]) => tag !== "hi"));
}

function Remove({ collection }: { collection: Collection }) {
  const { t } = useI18n();
  const say = useToast();
  const go = useNavigate();
  const queryClient = useQueryClient();
  const [isSure, setSure] = useState(false);
  const remove = useMutation({
    mutationFn: () => curation.removeCollection(collection.id, collection.version),
    onSuccess: async () => {
      await go({ to: "/admin/catalog/$", params: { _splat: "collections" } });
      await queryClient.invalidateQueries({ queryKey: collectionsQuery.queryKey });
      say(t("curation.removed", { name: collection.name }));
    },
    onError: () => setSure(false),
  });
  if (!isSure) {
    return <IconButton icon="trash" label={t("curation.remove")} onClick={() => setSure(true)} />;
  }
  return (
    <span className="flex flex-wrap gap-2">
      <Button onClick={() => setSure(false)}>{t("app.cancel")}</Button>
      <Button look="danger" isBusy={remove.isPending} onClick={() => remove.mutate()}>
        {t("curation.remove.sure")}
      </Button>
    </span>
  );
}
