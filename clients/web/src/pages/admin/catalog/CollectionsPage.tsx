import { type Collection, curation } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, EmptyState, Field, Radio } from "@streamverse/ui";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { Waiting } from "../../account/parts.tsx";
import { Board, Cell, Mark, More, Table } from "../desk/Board.tsx";
import { collectionsQuery } from "./queries.ts";

const KINDS = ["curated", "smart", "bundle"] as const;

/** Every collection there is, also those that nobody sees yet. */
export function CollectionsPage() {
  const { t } = useI18n();
  const query = useInfiniteQuery(collectionsQuery);
  const [isMaking, setMaking] = useState(false);
  const items = query.data?.pages.flatMap((page) => page.items);
  const make = (
    <Button look="accent" icon="plus" onClick={() => setMaking(true)}>
      {t("curation.make")}
    </Button>
  );
  return (
    <Board
      title={t("curation.collections")}
      lead={t("curation.collections.lead")}
      action={items && items.length > 0 && make}
    >
      {!items && <Waiting error={query.error} onRetry={() => void query.refetch()} height="h-80" />}
      {items?.length === 0 && (
        <EmptyState icon="film" title={t("curation.none.title")} body={t("curation.none.body")}>
          {make}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <Table
          label={t("curation.collections")}
          columns={[
            t("curation.name"),
            t("curation.kind"),
            t("curation.where"),
            t("curation.when"),
            t("desk.state"),
          ]}
        >
          {items.map((one) => (
            <Line key={one.id} one={one} />
          ))}
        </Table>
      )}
      <More query={query} />
      {isMaking && <Make onClose={() => setMaking(false)} />}
    </Board>
  );
}

function Line({ one }: { one: Collection }) {
  const { t, date } = useI18n();
  const from = one.from_at ? date(one.from_at) : "";
  const until = one.until_at ? date(one.until_at) : "";
  return (
    <tr>
      <Cell>
        <Link
          to="/admin/catalog/$"
          params={{ _splat: `collections/${one.id}` }}
          className="inline-flex min-h-11 items-center font-semibold hover:text-accent"
        >
          {one.name}
        </Link>
      </Cell>
      <Cell isTight>{t(`curation.kind.${one.kind}`)}</Cell>
      <Cell isTight>
        {one.territories.includes("*") ? t("curation.everywhere") : one.territories.join(", ")}
      </Cell>
      <Cell isTight>{from || until ? `${from} – ${until}` : t("curation.always")}</Cell>
      <Cell isTight>
        <Mark>{t(one.is_published ? "curation.published" : "curation.draft")}</Mark>
      </Cell>
    </tr>
  );
}

function Make({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const id = useId();
  const go = useNavigate();
  const queryClient = useQueryClient();
  const make = useMutation({
    mutationFn: (form: FormData) => {
      const kind = KINDS.find((each) => each === form.get("kind")) ?? "curated";
      return curation.makeCollection({
        kind,
        name: String(form.get("name")).trim(),
        names: {},
        description: "",
        query: kind === "smart" ? { sort: "newest", limit: 100 } : null,
        is_published: false,
      });
    },
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: collectionsQuery.queryKey });
      await go({ to: "/admin/catalog/$", params: { _splat: `collections/${made.id}` } });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      title={t("curation.make")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look="accent" isBusy={make.isPending}>
            {t("curation.make.do")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-5">
        <Refusal error={make.error} />
        <Field label={t("curation.name")} name="name" required maxLength={200} />
        <fieldset className="grid gap-2">
          <legend className="mb-1 text-xs font-semibold text-ink-2">{t("curation.kind")}</legend>
          {KINDS.map((kind) => (
            <Radio
              key={kind}
              name="kind"
              value={kind}
              defaultChecked={kind === "curated"}
              label={t(`curation.kind.${kind}`)}
              hint={t(`curation.kind.${kind}.hint`)}
            />
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}
