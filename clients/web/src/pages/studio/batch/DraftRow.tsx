import { useI18n } from "@streamverse/i18n";
import { Field as Box, IconButton, Select } from "@streamverse/ui";
import { Tokens } from "../Tokens.tsx";
import { type Draft, type Field, type How, isMany, MANY, ONE } from "./changes.ts";

const ACCESS = ["free", "ads", "subscription", "rent", "buy", "ticket"] as const;
const ADVISORIES = [
  "violence",
  "language",
  "sex",
  "nudity",
  "drugs",
  "tobacco",
  "fear",
  "self_harm",
  "discrimination",
  "flashing",
];
const NUMBERS = new Set<Field>(["year", "min_age"]);

/** One field, what to do with it, and with what. */
export function DraftRow({
  draft,
  isOnly,
  onChange,
  onDrop,
}: {
  draft: Draft;
  isOnly: boolean;
  onChange: (draft: Draft) => void;
  onDrop: () => void;
}) {
  const { t } = useI18n();
  const { field, how, value, values } = draft;
  const fields: readonly Field[] = [...MANY, ...ONE];
  return (
    <div className="grid gap-3 rounded-xl border border-line p-3">
      <div className="flex items-end gap-3">
        <Select
          label={t("batch.field")}
          value={field}
          className="flex-1"
          onChange={({ target }) =>
            onChange({ ...draft, field: target.value as Field, value: "", values: [] })
          }
        >
          {fields.map((each) => (
            <option key={each} value={each}>
              {t(`import.field.${each}`)}
            </option>
          ))}
        </Select>
        {isMany(field) && (
          <Select
            label={t("batch.how")}
            value={how}
            className="w-36"
            onChange={({ target }) => onChange({ ...draft, how: target.value as How })}
          >
            <option value="add">{t("batch.how.add")}</option>
            <option value="remove">{t("batch.how.remove")}</option>
            <option value="set">{t("batch.how.set")}</option>
          </Select>
        )}
        {!isOnly && <IconButton icon="close" label={t("batch.drop")} onClick={onDrop} />}
      </div>
      {isMany(field) && (
        <Tokens
          label={t("batch.values")}
          values={values}
          isClosed={field === "advisories"}
          choices={
            field === "advisories" ? ADVISORIES.map((each) => ({ value: each, name: each })) : []
          }
          onChange={(next) => onChange({ ...draft, values: next })}
        />
      )}
      {field === "access" && (
        <Select
          label={t("batch.value")}
          value={value}
          onChange={({ target }) => onChange({ ...draft, value: target.value })}
        >
          <option value="">–</option>
          {ACCESS.map((each) => (
            <option key={each} value={each}>
              {t(`studio.access.${each}`)}
            </option>
          ))}
        </Select>
      )}
      {!isMany(field) && field !== "access" && (
        <Box
          label={t("batch.value")}
          value={value}
          inputMode={NUMBERS.has(field) ? "numeric" : undefined}
          onChange={({ target }) => onChange({ ...draft, value: target.value })}
        />
      )}
    </div>
  );
}
