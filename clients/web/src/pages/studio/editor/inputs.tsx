import type { TitleDocument } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Field, TextArea } from "@streamverse/ui";
import { useField, useTyping } from "./context.ts";

type TextFields = {
  [F in keyof TitleDocument]: TitleDocument[F] extends string ? F : never;
}[keyof TitleDocument];

/** A line of the title. */
export function LineField({
  field,
  hint,
  isRequired,
}: {
  field: Exclude<TextFields, "kind">;
  hint?: string;
  isRequired?: boolean;
}) {
  const { t } = useI18n();
  const { value, set, problem } = useField(field);
  const typing = useTyping(value, set);
  return (
    <Field
      {...typing}
      label={t(`studio.field.${field}`)}
      dir="auto"
      autoComplete="off"
      maxLength={200}
      required={isRequired ?? false}
      hint={hint}
      problem={problem}
    />
  );
}

export function ProseField({ field }: { field: "synopsis" }) {
  const { t } = useI18n();
  const { value, set, problem } = useField(field);
  const typing = useTyping(value, set);
  return (
    <TextArea
      {...typing}
      label={t(`studio.field.${field}`)}
      dir="auto"
      maxLength={10_000}
      problem={problem}
      className="[&_textarea]:field-sizing-content"
    />
  );
}

/** A whole number, or nothing. What is no number stays on screen and is not sent. */
export function NumberField({
  field,
  min,
  max,
}: {
  field: "year" | "min_age";
  min: number;
  max: number;
}) {
  const { t } = useI18n();
  const { value, set, problem } = useField(field);
  return (
    <Field
      label={t(`studio.field.${field}`)}
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      value={value ?? ""}
      problem={problem}
      onChange={(event) =>
        set(event.target.value === "" ? null : Math.trunc(Number(event.target.value)))
      }
    />
  );
}

export function DateField({ field }: { field: "released_on" }) {
  const { t } = useI18n();
  const { value, set, problem } = useField(field);
  return (
    <Field
      label={t(`studio.field.${field}`)}
      type="date"
      value={value ?? ""}
      problem={problem}
      onChange={(event) => set(event.target.value || null)}
    />
  );
}

/** A text that is not a field of its own: part of a list or a record. */
export function Line({
  label,
  value,
  onChange,
  isLong = false,
  ...rest
}: {
  label: Key;
  value: string;
  onChange: (text: string) => void;
  isLong?: boolean;
  lang?: string;
  placeholder?: string;
  className?: string;
  list?: string;
  problem?: string | undefined;
}) {
  const { t } = useI18n();
  const typing = useTyping(value, onChange);
  const shared = { ...typing, ...rest, label: t(label), dir: "auto" as const };
  return isLong ? (
    <TextArea {...shared} maxLength={10_000} />
  ) : (
    <Field {...shared} maxLength={200} autoComplete="off" />
  );
}
