import { type Term, type TermKind, terms } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, Field, IconButton, Select, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Refusal } from "../../../people/Refusal.tsx";
import { Waiting } from "../../account/parts.tsx";
import { Board } from "../desk/Board.tsx";
import { termsQuery } from "./queries.ts";
import { Sortable } from "./Sortable.tsx";

/** Genres, or categories: their names, their order, and two made one. */
export function TermsPage({ kind }: { kind: TermKind }) {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(termsQuery(kind));
  const [edited, setEdited] = useState<Term | null>(null);
  const [doomed, setDoomed] = useState<Term | null>(null);
  const [name, setName] = useState("");
  const renew = () => queryClient.invalidateQueries({ queryKey: ["curation"] });
  const make = useMutation({
    mutationFn: () => terms.make(kind, name.trim(), data?.items.length ?? 0),
    onSuccess: async () => {
      await renew();
      say(t("curation.added", { name }));
      setName("");
    },
  });
  const order = useMutation({
    mutationFn: async (places: readonly Term[]) => {
      for (const term of places) await terms.put(kind, term);
    },
    onSettled: renew,
  });
  const put = (keys: readonly string[]) => {
    if (!data) return;
    const known = new Map(data.items.map((term) => [term.slug, term]));
    const items = keys.flatMap((key, position) => {
      const term = known.get(key);
      return term ? [{ ...term, position }] : [];
    });
    queryClient.setQueryData(termsQuery(kind).queryKey, { ...data, items });
    order.mutate(items.filter((term) => known.get(term.slug)?.position !== term.position));
  };
  const remove = useMutation({
    mutationFn: (slug: string) => terms.remove(kind, slug),
    onSettled: renew,
  });
  return (
    <Board title={t(`curation.${kind}`)} lead={t(`curation.${kind}.lead`)}>
      <Refusal error={make.error ?? order.error ?? remove.error} />
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Field
          label={t("curation.term.new")}
          value={name}
          required
          maxLength={60}
          className="min-w-60 flex-1"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" icon="plus" isBusy={make.isPending}>
          {t("curation.add.short")}
        </Button>
      </form>
      {!data && <Waiting error={error} onRetry={() => void refetch()} height="h-80" />}
      {data && (
        <Sortable
          label={t(`curation.${kind}`)}
          things={data.items.map((term) => ({
            key: term.slug,
            name: term.name,
            content: (
              <span className="flex items-center gap-3 ps-1">
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-sm font-semibold">{term.name}</span>
                  <span className="block truncate text-xs text-ink-3">
                    {[term.names.hi, t("curation.term.titles", { count: term.title_count })]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                <IconButton
                  icon="pencil"
                  label={t("curation.term.edit", { name: term.name })}
                  onClick={() => setEdited(term)}
                />
              </span>
            ),
          }))}
          onOrder={put}
          onRemove={(slug) => setDoomed(data.items.find((term) => term.slug === slug) ?? null)}
        />
      )}
      {doomed && (
        <Dialog
          title={t("curation.term.remove", { name: doomed.name })}
          onClose={() => setDoomed(null)}
          actions={
            <>
              <Button onClick={() => setDoomed(null)}>{t("app.cancel")}</Button>
              <Button
                look="danger"
                onClick={() => {
                  remove.mutate(doomed.slug);
                  setDoomed(null);
                }}
              >
                {t("curation.remove.sure")}
              </Button>
            </>
          }
        >
          <p className="text-sm text-ink-2">{t("curation.term.remove.body")}</p>
        </Dialog>
      )}
      {edited && data && (
        <Edit
          kind={kind}
          term={edited}
          others={data.items.filter(({ slug }) => slug !== edited.slug)}
          onClose={() => setEdited(null)}
          onDone={async () => {
            setEdited(null);
            await renew();
            say(t("curation.saved"));
          }}
        />
      )}
    </Board>
  );
}

function Edit({
  kind,
  term,
  others,
  onClose,
  onDone,
}: {
  kind: TermKind;
  term: Term;
  others: readonly Term[];
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const { t } = useI18n();
  const id = useId();
  const [into, setInto] = useState("");
  const save = useMutation({
    mutationFn: (form: FormData) => {
      if (into) return terms.merge(kind, term.slug, into);
      const hindi = String(form.get("hindi") ?? "").trim();
      const { hi: _, ...names } = term.names;
      return terms.put(kind, {
        ...term,
        name: String(form.get("name")).trim(),
        names: hindi ? { ...names, hi: hindi } : names,
      });
    },
    onSuccess: onDone,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      title={t("curation.term.edit", { name: term.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look={into ? "danger" : "accent"} isBusy={save.isPending}>
            {t(into ? "curation.term.merge" : "curation.save")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-5">
        <Refusal error={save.error} />
        <Field
          label={t("curation.name")}
          name="name"
          defaultValue={term.name}
          required
          maxLength={60}
          disabled={into !== ""}
        />
        <Field
          label={t("curation.name.hi")}
          name="hindi"
          lang="hi"
          defaultValue={term.names.hi ?? ""}
          maxLength={60}
          disabled={into !== ""}
        />
        <Select
          label={t("curation.term.into")}
          hint={t("curation.term.into.hint")}
          value={into}
          onChange={(event) => setInto(event.currentTarget.value)}
        >
          <option value="">{t("curation.term.stays")}</option>
          {others.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </Select>
      </form>
    </Dialog>
  );
}
