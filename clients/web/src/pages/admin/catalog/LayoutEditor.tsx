import { curation, type HomeLayout, type HomeLayoutWish, type LayoutRow } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Field, IconButton, Select, Switch, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { Waiting } from "../../account/parts.tsx";
import { Board } from "../desk/Board.tsx";
import { HomePreview } from "./HomePreview.tsx";
import { codes, instant, local } from "./order.ts";
import { layoutsQuery } from "./queries.ts";
import { AddRow, useRowName } from "./RowPicker.tsx";
import { Sortable } from "./Sortable.tsx";

/** One layout of the home page beside what a viewer would see by it. */
export function LayoutEditor({ id }: { id: string }) {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery(layoutsQuery);
  const found = data?.items.find((each) => each.id === id);
  if (!found) {
    const missing = data ? new Error(t("error.notFound.title")) : error;
    return <Waiting error={missing} onRetry={() => void refetch()} height="h-96" />;
  }
  return <Editor key={found.version} layout={found} />;
}

/** The rows with keys of their own: two may be of one kind while they are being chosen. */
type Keyed = LayoutRow & { key: string };

const words = (text: string) => text.split(/[\s,;]+/u).filter(Boolean);

function Editor({ layout }: { layout: HomeLayout }) {
  const { t } = useI18n();
  const say = useToast();
  const go = useNavigate();
  const nameOf = useRowName();
  const queryClient = useQueryClient();
  const [wish, setWish] = useState<HomeLayoutWish>(() => wishOf(layout));
  const [rows, setRows] = useState<Keyed[]>(() =>
    layout.rows.map((row, index) => ({ ...row, key: `${index}` })),
  );
  const [made, setMade] = useState(layout.rows.length);
  const change = (part: Partial<HomeLayoutWish>) => setWish({ ...wish, ...part });
  const audience = wish.audience ?? {};
  const whole: HomeLayoutWish = { ...wish, rows: rows.map(({ key: _, ...row }) => row) };
  const renew = () => queryClient.invalidateQueries({ queryKey: layoutsQuery.queryKey });
  const save = useMutation({
    mutationFn: () => curation.putLayout(layout.id, layout.version, whole),
    onSuccess: async () => {
      await renew();
      say(t("curation.saved"));
    },
  });
  const remove = useMutation({
    mutationFn: () => curation.removeLayout(layout.id, layout.version),
    onSuccess: async () => {
      await go({ to: "/admin/catalog/$", params: { _splat: "home" } });
      await renew();
      say(t("curation.removed", { name: layout.name }));
    },
  });
  const kids = audience.is_kids === undefined || audience.is_kids === null;
  return (
    <Board
      title={layout.name}
      lead={t("curation.layout.lead")}
      action={
        <IconButton
          icon="trash"
          label={t("curation.remove")}
          disabled={remove.isPending || layout.is_published}
          onClick={() => remove.mutate()}
        />
      }
    >
      <p>
        <Link
          to="/admin/catalog/$"
          params={{ _splat: "home" }}
          className="inline-flex min-h-11 items-center text-sm font-semibold text-ink-2 hover:text-ink-1"
        >
          {t("curation.back")}
        </Link>
      </p>
      <div className="grid gap-8 xl:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <form
          className="grid content-start gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <Refusal error={save.error ?? remove.error} />
          <Switch
            label={t("curation.published")}
            hint={t("curation.layout.published.hint")}
            checked={wish.is_published ?? false}
            onChange={(event) => change({ is_published: event.currentTarget.checked })}
          />
          <Field
            label={t("curation.name")}
            value={wish.name}
            required
            maxLength={200}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <section aria-labelledby="rows" className="grid gap-3">
            <h2 id="rows" className="text-base font-bold">
              {t("curation.rows")}
            </h2>
            <Sortable
              label={t("curation.rows")}
              things={rows.map((row) => ({
                key: row.key,
                name: nameOf(row),
                content: (
                  <span className="block truncate ps-1 text-sm font-semibold">{nameOf(row)}</span>
                ),
              }))}
              onOrder={(keys) =>
                setRows(keys.flatMap((key) => rows.find((row) => row.key === key) ?? []))
              }
              onRemove={(key) => setRows(rows.filter((row) => row.key !== key))}
            />
            <AddRow
              onAdd={(row) => {
                setRows([...rows, { ...row, key: `${made}` }]);
                setMade(made + 1);
              }}
            />
          </section>
          <fieldset className="grid gap-5">
            <legend className="mb-3 text-base font-bold">{t("curation.audience")}</legend>
            <Select
              label={t("curation.audience.who")}
              value={kids ? "" : String(audience.is_kids)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                change({ audience: { ...audience, is_kids: value ? value === "true" : null } });
              }}
            >
              <option value="">{t("curation.audience.all")}</option>
              <option value="true">{t("curation.audience.kids")}</option>
              <option value="false">{t("curation.audience.grownUps")}</option>
            </Select>
            <Field
              label={t("curation.where")}
              defaultValue={audience.territories?.join(", ")}
              hint={t("curation.where.hint")}
              onBlur={({ currentTarget }) =>
                change({ audience: { ...audience, territories: codes(currentTarget.value) } })
              }
            />
            <Field
              label={t("curation.audience.plans")}
              defaultValue={audience.plans?.join(", ")}
              onBlur={({ currentTarget }) =>
                change({ audience: { ...audience, plans: words(currentTarget.value) } })
              }
            />
            <Field
              label={t("curation.audience.languages")}
              defaultValue={audience.languages?.join(", ")}
              onBlur={({ currentTarget }) =>
                change({ audience: { ...audience, languages: words(currentTarget.value) } })
              }
            />
            <Field
              label={t("curation.priority")}
              type="number"
              min={-1000}
              max={1000}
              value={wish.priority ?? 0}
              hint={t("curation.priority.hint")}
              onChange={(event) => change({ priority: Number(event.currentTarget.value) || 0 })}
            />
            <Field
              label={t("curation.from")}
              type="datetime-local"
              defaultValue={local(wish.from_at)}
              onChange={(event) => change({ from_at: instant(event.currentTarget.value) })}
            />
            <Field
              label={t("curation.until")}
              type="datetime-local"
              defaultValue={local(wish.until_at)}
              onChange={(event) => change({ until_at: instant(event.currentTarget.value) })}
            />
          </fieldset>
          <Button
            type="submit"
            look="accent"
            isBusy={save.isPending}
            disabled={rows.length === 0}
            className="justify-self-start"
          >
            {t("curation.save")}
          </Button>
        </form>
        <HomePreview layout={rows.length > 0 ? whole : null} />
      </div>
    </Board>
  );
}

function wishOf({ id: _, version: __, updated_at: ___, ...wish }: HomeLayout): HomeLayoutWish {
  return wish;
}
