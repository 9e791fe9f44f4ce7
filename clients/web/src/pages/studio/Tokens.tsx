import { useI18n } from "@streamverse/i18n";
import { Icon } from "@streamverse/ui";
import { type KeyboardEvent, useId, useRef, useState } from "react";

export interface TokensProps {
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  values: readonly string[];
  /** How a value is shown; itself where nothing is said. */
  nameOf?: (value: string) => string;
  /** What may be chosen: value and name. With `isClosed` nothing else. */
  choices?: readonly { readonly value: string; readonly name: string }[];
  isClosed?: boolean;
  onChange: (values: readonly string[]) => void;
}

/** Several words: typed or chosen one by one, each with its own way out. */
export function Tokens({
  label,
  hint,
  problem,
  values,
  nameOf = (value) => value,
  choices = [],
  isClosed = false,
  onChange,
}: TokensProps) {
  const { t } = useI18n();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const note = problem ?? hint;

  const add = (text: string) => {
    const word = text.trim().replace(/\s+/g, " ");
    const found = choices.find(
      ({ value, name }) =>
        value.toLowerCase() === word.toLowerCase() || name.toLowerCase() === word.toLowerCase(),
    );
    const value = found?.value ?? (isClosed ? "" : word);
    if (!value) return false;
    setTyped("");
    if (!values.some((each) => each.toLowerCase() === value.toLowerCase())) {
      onChange([...values, value]);
    }
    return true;
  };
  const remove = (value: string) => {
    onChange(values.filter((each) => each !== value));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" || event.key === ",") {
      if (typed.trim() || event.key === ",") event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "") {
      const last = values.at(-1);
      if (last !== undefined) remove(last);
    }
  };

  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-xs font-semibold text-ink-2">
        {label}
      </label>
      <div className="flex min-h-12 flex-wrap items-center gap-1.5 rounded-lg border border-line-strong bg-surface-1 p-1.5 transition-colors duration-150 focus-within:outline-3 focus-within:outline-offset-3 focus-within:outline-accent hover:border-ink-3">
        {values.map((value) => (
          <span
            key={value}
            className="inline-flex max-w-full items-center rounded-md bg-surface-3 ps-2.5 text-sm"
          >
            <span className="truncate">{nameOf(value)}</span>
            <button
              type="button"
              aria-label={t("studio.tokens.remove", { name: nameOf(value) })}
              onClick={() => remove(value)}
              className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-3 hover:text-ink-1"
            >
              <Icon name="close" className="size-4" />
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={id}
          value={typed}
          list={choices.length > 0 ? `${id}-choices` : undefined}
          autoComplete="off"
          aria-invalid={problem ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => {
            const { value } = event.target;
            // Chosen from the list at once, without Enter.
            const isChosen =
              (event.nativeEvent as InputEvent).inputType !== "insertText" &&
              choices.some(({ name }) => name === value);
            if (!isChosen || !add(value)) setTyped(value);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            if (!add(typed) && isClosed) setTyped("");
          }}
          className="h-9 min-w-24 flex-1 bg-transparent px-2 text-sm outline-none!"
        />
        {choices.length > 0 && (
          <datalist id={`${id}-choices`}>
            {choices
              .filter(({ value }) => !values.includes(value))
              .map(({ value, name }) => (
                <option key={value} value={name} />
              ))}
          </datalist>
        )}
      </div>
      {note && (
        <p id={`${id}-note`} className={problem ? "text-xs text-danger" : "text-xs text-ink-3"}>
          {note}
        </p>
      )}
    </div>
  );
}
