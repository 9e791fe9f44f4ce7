import { type I18n, type Key, useI18n } from "@streamverse/i18n";
import { Button, cx, Dialog, Icon, Select } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  ACCESSES,
  AGES,
  type BrowseSearch,
  countFilters,
  decades,
  LANGUAGES,
  SORTS,
  type Sort,
} from "./filters.ts";
import { genresQuery } from "./queries.ts";

interface Choice {
  readonly name: "genre" | "years" | "age" | "language" | "access" | "sort";
  readonly label: string;
  readonly value: string;
  /** What it says when nothing is chosen. */
  readonly all: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface FilterBarProps {
  filters: BrowseSearch;
  /** On a genre's own page there is no genre to choose. */
  hasGenre?: boolean;
  /** The order when none is asked for. */
  sort: Sort;
  onChange: (change: Partial<BrowseSearch>) => void;
}

/** What a list can be narrowed to: in line where there is room, behind a button on phones. */
export function FilterBar({ filters, hasGenre = true, sort, onChange }: FilterBarProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const [isOpen, setOpen] = useState(false);
  const { data: genres } = useQuery({ ...genresQuery, enabled: hasGenre });
  const count = countFilters(filters);
  const choices = choicesOf(filters, sort, i18n).map((choice) =>
    choice.name === "genre"
      ? {
          ...choice,
          options: (genres?.items ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
        }
      : choice,
  );
  const shown = choices.filter((choice) => hasGenre || choice.name !== "genre");
  const clear = () =>
    onChange({
      genre: undefined,
      year_from: undefined,
      year_to: undefined,
      age: undefined,
      language: undefined,
      access: undefined,
    });
  const choose = (name: Choice["name"], value: string) => onChange(changeOf(name, value));
  return (
    <>
      <search aria-label={t("browse.filters")} className="hidden flex-wrap gap-2 md:flex">
        {shown.map((choice) => (
          <Chip key={choice.name} choice={choice} onChoose={choose} />
        ))}
        {count > 0 && (
          <Button look="quiet" onClick={clear}>
            {t("browse.clear")}
          </Button>
        )}
      </search>
      <div className="flex gap-2 md:hidden">
        <Button icon="filter" onClick={() => setOpen(true)} aria-haspopup="dialog">
          {count > 0 ? t("browse.filters.count", { count }) : t("browse.filters")}
        </Button>
      </div>
      {isOpen && (
        <Dialog
          title={t("browse.filters")}
          onClose={() => setOpen(false)}
          actions={
            <>
              {count > 0 && <Button onClick={clear}>{t("browse.clear")}</Button>}
              <Button look="accent" onClick={() => setOpen(false)}>
                {t("browse.show")}
              </Button>
            </>
          }
        >
          <div className="grid gap-4">
            {shown.map(({ name, label, value, all, options }) => (
              <Select
                key={name}
                label={label}
                value={value}
                onChange={(event) => choose(name, event.target.value)}
              >
                {name !== "sort" && <option value="">{all}</option>}
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </Select>
            ))}
          </div>
        </Dialog>
      )}
    </>
  );
}

function Chip({
  choice: { name, label, value, all, options },
  onChoose,
}: {
  choice: Choice;
  onChoose: (name: Choice["name"], value: string) => void;
}) {
  const isOn = value !== "" && name !== "sort";
  return (
    <span className={cx("relative", name === "sort" && "ms-auto")}>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChoose(name, event.target.value)}
        className={cx(
          "h-11 max-w-56 cursor-pointer appearance-none rounded-full border ps-4 pe-9 text-sm font-semibold transition-colors duration-150 hover:border-ink-3",
          isOn
            ? "border-accent bg-surface-2 text-accent-text"
            : "border-line bg-surface-1 text-ink-1",
        )}
      >
        {name !== "sort" && <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon
        name="chevronDown"
        className="pointer-events-none absolute end-3 top-3.5 size-4 text-ink-3"
      />
    </span>
  );
}

function choicesOf(filters: BrowseSearch, sort: Sort, { t, language }: I18n): readonly Choice[] {
  const { genre, year_from, year_to, age, access } = filters;
  const known = filters.language && !LANGUAGES.some((tag) => tag === filters.language);
  const tags = [...LANGUAGES, ...(known && filters.language ? [filters.language] : [])];
  const spans = decades(new Date()).map(([from, to]) => ({
    value: `${from}-${to}`,
    label:
      from < 1950
        ? t("browse.years.before", { year: "1950" })
        : t("browse.years.decade", { year: String(from) }),
  }));
  const years = year_from || year_to ? `${year_from ?? ""}-${year_to ?? ""}` : "";
  const isOwn = years && !spans.some((span) => span.value === years);
  return [
    {
      name: "genre",
      label: t("browse.genre"),
      value: genre ?? "",
      all: t("browse.genre.all"),
      options: [],
    },
    {
      name: "years",
      label: t("browse.years"),
      value: years,
      all: t("browse.years.all"),
      options: isOwn
        ? [{ value: years, label: `${year_from ?? ""} – ${year_to ?? ""}` }, ...spans]
        : spans,
    },
    {
      name: "age",
      label: t("browse.age"),
      value: age === undefined ? "" : String(age),
      all: t("browse.age.all"),
      options: AGES.map((years) => ({
        value: String(years),
        label: t("browse.age.upTo", { age: years }),
      })),
    },
    {
      name: "language",
      label: t("browse.language"),
      value: filters.language ?? "",
      all: t("browse.language.all"),
      options: tags
        .map((tag) => ({ value: tag, label: language(tag) }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    },
    {
      name: "access",
      label: t("browse.access"),
      value: access ?? "",
      all: t("browse.access.all"),
      options: ACCESSES.map((value) => ({ value, label: t(`access.${value}`) })),
    },
    {
      name: "sort",
      label: t("browse.sort"),
      value: filters.sort ?? sort,
      all: "",
      options: SORTS.map((value) => ({ value, label: t(`browse.sort.${value}` as Key) })),
    },
  ];
}

function changeOf(name: Choice["name"], value: string): Partial<BrowseSearch> {
  if (name === "age") return { age: value ? Number(value) : undefined };
  if (name !== "years") return { [name]: value || undefined };
  const [from, to] = value.split("-").map((year) => (year ? Number(year) : undefined));
  return { year_from: from, year_to: to };
}
