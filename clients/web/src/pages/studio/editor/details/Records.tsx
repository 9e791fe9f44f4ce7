import type { TitleDocument } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Field, IconButton, Select } from "@streamverse/ui";
import { useState } from "react";
import { Panel } from "../../parts.tsx";
import { useField } from "../context.ts";
import { Line } from "../inputs.tsx";
import { countries, countryName } from "../places.ts";

const KINDS = ["theatrical", "streaming", "broadcast", "disc", "festival"] as const;
const SOURCES = ["imdb", "tmdb", "eidr"] as const;
type Release = TitleDocument["releases"][number];

/** When it came out where. */
export function Releases() {
  const { t, locale } = useI18n();
  const { value, set, problem } = useField("releases");
  const put = (at: number, change: Partial<Release>) =>
    set(value.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const add = () =>
    set([
      ...value,
      {
        territory: "*",
        kind: KINDS.find((kind) => !value.some((one) => one.kind === kind)) ?? "streaming",
        released_on: new Date().toISOString().slice(0, 10),
      },
    ]);
  return (
    <Panel
      title={t("studio.field.releases")}
      action={
        <Button size="sm" icon="plus" onClick={add}>
          {t("studio.releases.add")}
        </Button>
      }
    >
      {value.length === 0 && <p className="text-sm text-ink-3">{t("studio.releases.none")}</p>}
      <ul className="grid gap-3">
        {value.map((one, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is all there is
            key={i}
            className="grid items-end gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,2fr)_auto]"
          >
            <Select
              label={t("studio.territory")}
              value={one.territory}
              onChange={(event) => put(i, { territory: event.target.value })}
            >
              <option value="*">{t("studio.territory.all")}</option>
              {countries(locale).map(({ value: code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
            <Select
              label={t("studio.releases.kind")}
              value={one.kind}
              onChange={(event) => put(i, { kind: event.target.value })}
            >
              {[...new Set([...KINDS, one.kind])].map((kind) => (
                <option key={kind} value={kind}>
                  {(KINDS as readonly string[]).includes(kind)
                    ? t(`studio.release.${kind as (typeof KINDS)[number]}`)
                    : kind}
                </option>
              ))}
            </Select>
            <Field
              label={t("studio.field.released_on")}
              type="date"
              required
              value={one.released_on}
              onChange={(event) =>
                event.target.value && put(i, { released_on: event.target.value })
              }
            />
            <IconButton
              icon="trash"
              label={t("studio.releases.remove", { place: countryName(one.territory, locale) })}
              onClick={() => set(value.filter((_, at) => at !== i))}
            />
          </li>
        ))}
      </ul>
      {problem && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {problem}
        </p>
      )}
    </Panel>
  );
}

const NAMES: Record<string, string> = { imdb: "IMDb", tmdb: "TMDB", eidr: "EIDR" };

/** What other catalogs call it: imports find a title again by these. */
export function ExternalIds() {
  const { t } = useI18n();
  const { value, set, problem } = useField("external_ids");
  const [source, setSource] = useState("");
  const [added, setAdded] = useState<readonly string[]>([]);
  const others = [...new Set([...Object.keys(value), ...added])].filter((name) => !(name in NAMES));
  const put = (name: string, text: string) => {
    const { [name]: _, ...rest } = value;
    set(text.trim() ? { ...rest, [name]: text.trim() } : rest);
  };
  const isFree = /^[a-z][a-z0-9_]*$/.test(source) && !(source in value);
  return (
    <Panel title={t("studio.field.external_ids")}>
      <div className="grid gap-4 sm:grid-cols-3">
        {[...SOURCES, ...others].map((name) => (
          <Field
            key={name}
            label={NAMES[name] ?? name}
            value={value[name] ?? ""}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            onChange={(event) => put(name, event.target.value)}
          />
        ))}
      </div>
      <form
        className="mt-4 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isFree) setAdded([...added, source]);
          setSource("");
        }}
      >
        <Line
          label="studio.externalIds.source"
          value={source}
          onChange={(text) => setSource(text.toLowerCase())}
          className="max-w-60"
        />
        <Button type="submit" icon="plus" disabled={!isFree}>
          {t("studio.externalIds.add")}
        </Button>
      </form>
      {problem && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {problem}
        </p>
      )}
    </Panel>
  );
}
