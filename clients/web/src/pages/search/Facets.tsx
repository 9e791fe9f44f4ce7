import type { Facet } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, Dialog, Icon } from "@streamverse/ui";
import { useState } from "react";
import { offered } from "./facets.ts";
import {
  chosenOf,
  countFacets,
  FACETS,
  type FacetName,
  type SearchWish,
  toggled,
} from "./wanted.ts";

interface FacetsProps {
  wish: SearchWish;
  facets: Readonly<Record<string, readonly Facet[]>>;
  onChange: (wish: SearchWish) => void;
}

const AT_FIRST = 7;

/** What results can be narrowed to, with how many there are: beside them, or behind a button. */
export function Facets({ wish, facets, onChange }: FacetsProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const count = countFacets(wish);
  const clear = () =>
    onChange(
      Object.fromEntries(
        Object.entries(wish).filter(([name]) => !FACETS.some((facet) => facet === name)),
      ),
    );
  const groups = FACETS.filter((name) => (facets[name]?.length ?? 0) > 0 || wish[name]);
  if (groups.length === 0) return <span />;
  const body = (
    <div className="grid gap-6">
      {groups.map((name) => (
        <Group
          key={name}
          name={name}
          chosen={chosenOf(wish, name)}
          facets={offered(name, facets[name] ?? [])}
          onToggle={(value) => onChange(toggled(wish, name, value))}
        />
      ))}
      {count > 0 && (
        <Button onClick={clear} className="justify-self-start">
          {t("browse.clear")}
        </Button>
      )}
    </div>
  );
  return (
    <>
      <aside aria-label={t("browse.filters")} className="max-lg:hidden">
        {body}
      </aside>
      <Button icon="filter" onClick={() => setOpen(true)} className="mb-4 lg:hidden">
        {count > 0 ? t("browse.filters.count", { count }) : t("browse.filters")}
      </Button>
      {isOpen && (
        <Dialog
          title={t("browse.filters")}
          onClose={() => setOpen(false)}
          actions={
            <Button look="accent" onClick={() => setOpen(false)}>
              {t("browse.show")}
            </Button>
          }
        >
          <div className="max-h-[60dvh] overflow-y-auto pe-1">{body}</div>
        </Dialog>
      )}
    </>
  );
}

function Group({
  name,
  chosen,
  facets,
  onToggle,
}: {
  name: FacetName;
  chosen: readonly string[];
  facets: readonly Facet[];
  onToggle: (value: string) => void;
}) {
  const { t, language } = useI18n();
  const [isWhole, setWhole] = useState(false);
  const unknown = chosen
    .filter((value) => !facets.some((facet) => facet.value === value))
    .map((value) => ({ value, name: value, count: 0 }));
  const all = [...unknown, ...facets];
  const shown = isWhole ? all : all.slice(0, AT_FIRST);
  const label = (facet: Facet) => {
    if (name === "language") return language(facet.value) || facet.name;
    if (name === "kind") return t(`kind.${facet.value}` as Key);
    if (name === "rating") return t("browse.age.upTo", { age: Number(facet.value) });
    if (name === "year" && facet.value.endsWith("s")) {
      return t("browse.years.decade", { year: facet.value.slice(0, -1) });
    }
    if (name === "access") return t(`access.${facet.value}` as Key);
    if (name === "duration") return t(`search.duration.${facet.value}` as Key);
    return facet.name || facet.value;
  };
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-semibold text-ink-3">
        {t(`search.facet.${name}` as Key)}
      </legend>
      <div className="grid">
        {shown.map((facet) => {
          const isOn = chosen.includes(facet.value);
          return (
            <button
              key={facet.value}
              type="button"
              aria-pressed={isOn}
              onClick={() => onToggle(facet.value)}
              className="-mx-2 flex min-h-10 items-center justify-between gap-3 rounded-lg px-2 text-start text-sm text-ink-1 hover:bg-surface-2 aria-pressed:font-semibold aria-pressed:text-accent-text"
            >
              <span className="flex min-w-0 items-center gap-2">
                {isOn && <Icon name="check" className="size-4" />}
                <span className="truncate">{label(facet)}</span>
              </span>
              <span className="tabular text-xs font-normal text-ink-3">{facet.count}</span>
            </button>
          );
        })}
      </div>
      {all.length > AT_FIRST && !isWhole && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="min-h-11 text-xs font-semibold text-ink-2 hover:text-ink-1"
        >
          {t("search.facet.more", { count: all.length - AT_FIRST })}
        </button>
      )}
    </fieldset>
  );
}
