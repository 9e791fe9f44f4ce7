import type { ImportOptions, Inspection, TableOptions } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Checkbox, Notice, Select } from "@streamverse/ui";
import { useState } from "react";
import { Panel } from "../parts.tsx";
import { ColumnRow } from "./ColumnRow.tsx";
import { choices, fieldName, fieldTwice, hasName, type Mapping } from "./fields.ts";

const DELIMITERS = [
  [",", "comma"],
  [";", "semicolon"],
  ["\t", "tab"],
  ["|", "bar"],
] as const;

/** What is in each column, and what to do with the rows. */
export function ColumnsStep({
  name,
  inspection,
  isBusy,
  problem,
  onLook,
  onBack,
  onCheck,
}: {
  name: string;
  inspection: Inspection;
  isBusy: boolean;
  problem: string;
  onLook: (options: TableOptions) => void;
  onBack: () => void;
  onCheck: (options: ImportOptions) => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const [mapping, setMapping] = useState<Mapping>(inspection.mapping);
  const [onExisting, setOnExisting] = useState<"update" | "skip">("update");
  const [onMissing, setOnMissing] = useState<"create" | "skip">("create");
  const [isClearing, setClearing] = useState(false);
  const { encoding, delimiter, columns } = inspection;
  const isText = inspection.format === "csv";
  const twice = fieldTwice(mapping);
  const unused = columns.filter((column) => !mapping[column]).length;
  const isTmdb = columns.includes("original_title") || columns.includes("first_air_date");
  const wrong = twice
    ? t("import.columns.twice", { field: fieldName(twice, i18n) })
    : hasName(mapping) || isTmdb
      ? ""
      : t("import.columns.needName");
  const separator = DELIMITERS.find(([sign]) => sign === delimiter)?.[1] ?? "comma";
  const check = () =>
    onCheck({
      encoding,
      delimiter,
      mapping,
      is_dry_run: true,
      on_existing: onExisting,
      on_missing: onMissing,
      is_clearing: isClearing,
    });

  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong && !isBusy) check();
      }}
    >
      <Panel>
        <div className="flex flex-wrap items-end gap-4">
          <div className="min-w-0 basis-full sm:flex-1 sm:basis-56">
            <p className="truncate font-semibold">{name}</p>
            <p className="text-sm text-ink-2">
              {isText
                ? t("import.detected", {
                    encoding: encoding.toUpperCase(),
                    separator: t(`import.delimiter.${separator}`),
                    count: columns.length,
                  })
                : t("import.detected.json", { count: columns.length })}
            </p>
          </div>
          {isText && (
            <>
              <Select
                label={t("import.encoding")}
                value={encoding}
                className="flex-1 sm:max-w-40"
                onChange={({ target }) => onLook({ delimiter, encoding: target.value })}
              >
                {[...new Set([encoding, ...inspection.encodings])].map((each) => (
                  <option key={each} value={each}>
                    {each.toUpperCase()}
                  </option>
                ))}
              </Select>
              <Select
                label={t("import.delimiter")}
                value={delimiter}
                className="flex-1 sm:max-w-40"
                onChange={({ target }) => onLook({ encoding, delimiter: target.value })}
              >
                {DELIMITERS.map(([sign, word]) => (
                  <option key={sign} value={sign}>
                    {t(`import.delimiter.${word}`)}
                  </option>
                ))}
              </Select>
            </>
          )}
          <Button look="quiet" onClick={onBack}>
            {t("import.otherFile")}
          </Button>
        </div>
      </Panel>
      <Panel title={t("import.columns.title")} lead={t("import.columns.lead")}>
        <ul className="grid divide-y divide-line/60">
          {columns.map((column) => (
            <ColumnRow
              key={column}
              column={column}
              samples={inspection.sample.map((row) => row[column])}
              field={mapping[column] ?? ""}
              choices={choices(inspection)}
              onChange={(field) => setMapping({ ...mapping, [column]: field })}
            />
          ))}
        </ul>
        {unused > 0 && (
          <p className="mt-3 text-sm text-ink-3">{t("import.columns.unused", { count: unused })}</p>
        )}
      </Panel>
      <Panel title={t("import.options")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t("import.onExisting")}
            value={onExisting}
            onChange={({ target }) => setOnExisting(target.value === "skip" ? "skip" : "update")}
          >
            <option value="update">{t("import.onExisting.update")}</option>
            <option value="skip">{t("import.onExisting.skip")}</option>
          </Select>
          <Select
            label={t("import.onMissing")}
            value={onMissing}
            onChange={({ target }) => setOnMissing(target.value === "skip" ? "skip" : "create")}
          >
            <option value="create">{t("import.onMissing.create")}</option>
            <option value="skip">{t("import.onMissing.skip")}</option>
          </Select>
          <Checkbox
            label={t("import.clearing")}
            hint={t("import.clearing.hint")}
            checked={isClearing}
            onChange={({ target }) => setClearing(target.checked)}
          />
        </div>
      </Panel>
      {(wrong || problem) && <Notice kind="danger">{wrong || problem}</Notice>}
      <div className="flex flex-wrap justify-end gap-3">
        <Button type="submit" look="accent" isBusy={isBusy} disabled={wrong !== ""}>
          {t("import.check")}
        </Button>
      </div>
    </form>
  );
}
