import { ADVISORIES, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Checkbox, Select } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Panel } from "../../parts.tsx";
import { Tokens } from "../../Tokens.tsx";
import { channelsQuery, genresQuery } from "../../titles/queries.ts";
import { useDeskView, useField } from "../context.ts";
import { DateField, LineField, NumberField } from "../inputs.tsx";
import { countries, countryName, languages } from "../places.ts";
import { EventPanel, StationPanel } from "./Particulars.tsx";
import { RatingsPanel } from "./Ratings.tsx";
import { ExternalIds, Releases } from "./Records.tsx";
import { TextsPanel } from "./Texts.tsx";

/** What a title is called, what it is about, and everything one looks it up by. */
export function DetailsTab() {
  const { value: kind } = useField("kind");
  return (
    <div className="grid gap-6">
      <TextsPanel />
      {(kind === "event" || kind === "sport") && <EventPanel />}
      {kind === "station" && <StationPanel />}
      <FactsPanel />
      <RatingsPanel />
      <AdvisoriesPanel />
      <Releases />
      <ExternalIds />
    </div>
  );
}

const categoriesQuery = {
  queryKey: ["studio", "categories"],
  queryFn: async () => (await studio.categories()).items,
  staleTime: 60_000,
};

function FactsPanel() {
  const { t, language, locale } = useI18n();
  const { data: known = [] } = useQuery(genresQuery);
  const { data: categories = [] } = useQuery(categoriesQuery);
  const genres = useField("genres");
  const tags = useField("tags");
  const category = useField("category");
  const spoken = useField("languages");
  const original = useField("original_language");
  const made = useField("countries");
  const tongues = languages(language);
  return (
    <Panel title={t("studio.facts")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Tokens
          label={t("studio.field.genres")}
          hint={t("studio.tokens.hint")}
          values={genres.value}
          choices={known.map(({ name }) => ({ value: name, name }))}
          problem={genres.problem}
          onChange={genres.set}
        />
        <Tokens
          label={t("studio.field.tags")}
          values={tags.value}
          problem={tags.problem}
          onChange={tags.set}
        />
        <Select
          label={t("studio.field.category")}
          value={category.value ?? ""}
          problem={category.problem}
          onChange={(event) => category.set(event.target.value || null)}
        >
          <option value="">{t("studio.value.empty")}</option>
          {categories.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </Select>
        <Tokens
          label={t("studio.field.countries")}
          values={made.value}
          nameOf={(code) => countryName(code, locale)}
          choices={countries(locale)}
          isClosed
          problem={made.problem}
          onChange={made.set}
        />
        <Select
          label={t("studio.field.original_language")}
          value={original.value}
          problem={original.problem}
          onChange={(event) => original.set(event.target.value)}
        >
          <option value="">{t("studio.value.empty")}</option>
          {original.value && !tongues.some(({ value }) => value === original.value) && (
            <option value={original.value}>{language(original.value)}</option>
          )}
          {tongues.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
        <Tokens
          label={t("studio.field.languages")}
          values={spoken.value}
          nameOf={language}
          choices={tongues}
          problem={spoken.problem}
          onChange={spoken.set}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField field="year" min={1878} max={2200} />
          <DateField field="released_on" />
        </div>
        <LineField field="slug" hint={t("studio.slug.hint")} />
        <ChannelField />
      </div>
    </Panel>
  );
}

/** One of the channels that one may post in; the one it is in stays a choice. */
function ChannelField() {
  const { t } = useI18n();
  const { title } = useDeskView();
  const { value, set, problem } = useField("channel_id");
  const { data: mine = [] } = useQuery(channelsQuery);
  const known = title.channel && !mine.some(({ id }) => id === title.channel?.id);
  const choices = known && title.channel ? [title.channel, ...mine] : mine;
  if (choices.length === 0) return null;
  return (
    <Select
      label={t("studio.field.channel_id")}
      value={value ?? ""}
      problem={problem}
      onChange={(event) => set(event.target.value || null)}
    >
      <option value="">{t("studio.value.empty")}</option>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function AdvisoriesPanel() {
  const { t } = useI18n();
  const { value, set } = useField("advisories");
  return (
    <Panel title={t("studio.field.advisories")} lead={t("studio.advisories.lead")}>
      <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        {ADVISORIES.map((each) => (
          <Checkbox
            key={each}
            label={t(`studio.advisory.${each}`)}
            checked={value.includes(each)}
            onChange={(event) =>
              set(event.target.checked ? [...value, each] : value.filter((other) => other !== each))
            }
          />
        ))}
      </div>
    </Panel>
  );
}
