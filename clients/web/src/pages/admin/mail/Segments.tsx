import { cx } from "@streamverse/ui";

export interface Segment<T extends string> {
  value: T;
  label: string;
  lang?: string;
}

/** One of a few, side by side; the arrow keys walk through them as through any radio buttons. */
export function Segments<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly Segment<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-xs font-semibold text-ink-2">{label}</legend>
      <div className="inline-flex max-w-full flex-wrap gap-1 rounded-xl border border-line bg-surface-1 p-1">
        {options.map((option) => (
          <label
            key={option.value}
            lang={option.lang}
            className={cx(
              "flex min-h-9.5 cursor-pointer items-center rounded-lg px-3 text-sm font-semibold text-ink-2 transition-colors duration-150 hover:text-ink-1",
              "has-checked:bg-surface-3 has-checked:text-ink-1",
              "has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
            )}
          >
            <input
              type="radio"
              name={label}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
