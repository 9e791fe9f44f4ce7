import { useI18n } from "@streamverse/i18n";
import { cx, Icon } from "@streamverse/ui";
import { useId } from "react";
import { fieldName } from "./fields.ts";

const SHOWN = 2;

/** One column: its name, what stands in it, and the field that it is. */
export function ColumnRow({
  column,
  samples,
  field,
  choices,
  onChange,
}: {
  column: string;
  samples: readonly unknown[];
  field: string;
  choices: readonly string[];
  onChange: (field: string) => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const id = useId();
  const said = samples.map(inWords).filter((text) => text);
  return (
    <li className="grid items-center gap-x-6 gap-y-1.5 py-3 sm:grid-cols-[minmax(0,1fr)_16rem]">
      <div className="min-w-0">
        <p className={cx("truncate text-sm font-semibold", !field && "text-ink-3")}>{column}</p>
        <p className="truncate text-xs text-ink-3">{said.slice(0, SHOWN).join("  ·  ")}</p>
      </div>
      <span className="relative block">
        <select
          id={id}
          aria-label={t("import.column.field", { column })}
          value={field}
          onChange={(event) => onChange(event.currentTarget.value)}
          className={cx(
            "h-11 w-full appearance-none rounded-lg border bg-surface-1 ps-3.5 pe-10 text-sm transition-colors duration-150 hover:border-ink-3",
            field ? "border-line-strong text-ink-1" : "border-line text-ink-3",
          )}
        >
          <option value="">{t("import.field.none")}</option>
          {choices.map((each) => (
            <option key={each} value={each}>
              {fieldName(each, i18n)}
            </option>
          ))}
        </select>
        <Icon
          name="chevronDown"
          className="pointer-events-none absolute end-3 top-3 size-5 text-ink-3"
        />
      </span>
    </li>
  );
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
