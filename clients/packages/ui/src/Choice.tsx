import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

interface Labelled {
  label: ReactNode;
  hint?: string | undefined;
  problem?: string | undefined;
}

/** A box to tick, as tall as a thumb. */
export function Checkbox({
  label,
  hint,
  problem,
  className,
  ...rest
}: Labelled & ComponentProps<"input">) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className={cx("grid gap-0.5", className)}>
      <label htmlFor={id} className="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
        <span className="relative inline-flex size-6 shrink-0">
          <input
            {...rest}
            id={id}
            type="checkbox"
            aria-invalid={problem ? true : undefined}
            aria-describedby={note ? `${id}-note` : undefined}
            className="peer size-6 cursor-pointer appearance-none rounded-md border border-line-strong bg-surface-1 transition-colors duration-150 checked:border-accent checked:bg-accent aria-invalid:border-danger"
          />
          <Icon
            name="check"
            className="pointer-events-none absolute inset-0.5 size-5 text-accent-ink opacity-0 peer-checked:opacity-100"
          />
        </span>
        <span>{label}</span>
      </label>
      {note && (
        <p id={`${id}-note`} className={cx("ps-9 text-xs", problem ? "text-danger" : "text-ink-3")}>
          {note}
        </p>
      )}
    </div>
  );
}

/** Something that is on or off at once, with its words on the other side. */
export function Switch({
  label,
  hint,
  checked,
  className,
  ...rest
}: Omit<Labelled, "problem"> & { checked: boolean } & ComponentProps<"input">) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={cx("flex min-h-12 cursor-pointer items-center justify-between gap-6", className)}
    >
      <span>
        <span className="block text-sm font-semibold">{label}</span>
        {hint && (
          <span id={`${id}-note`} className="block text-xs text-ink-3">
            {hint}
          </span>
        )}
      </span>
      <span className="relative inline-flex h-7 w-12 shrink-0">
        <input
          {...rest}
          id={id}
          type="checkbox"
          role="switch"
          checked={checked}
          aria-checked={checked}
          aria-describedby={hint ? `${id}-note` : undefined}
          className="peer h-7 w-12 cursor-pointer appearance-none rounded-full border border-line-strong bg-surface-3 transition-colors duration-150 checked:border-accent checked:bg-accent disabled:opacity-55"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute start-1 top-1 size-5 rounded-full bg-ink-1 transition-transform duration-150 ease-out peer-checked:translate-x-5 peer-checked:bg-accent-ink rtl:peer-checked:-translate-x-5"
        />
      </span>
    </label>
  );
}

/** One of several, each a card with a picture or a line of explanation. */
export function Radio({
  label,
  hint,
  picture,
  className,
  ...rest
}: Omit<Labelled, "problem"> & { picture?: ReactNode } & ComponentProps<"input">) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={cx(
        "flex min-h-14 cursor-pointer items-center gap-3 rounded-xl border border-line px-3.5 py-2 transition-colors duration-150 hover:border-ink-3",
        "has-checked:border-accent has-checked:bg-surface-2 has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent",
        className,
      )}
    >
      <input
        {...rest}
        id={id}
        type="radio"
        aria-describedby={hint ? `${id}-note` : undefined}
        className="peer size-5 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong outline-none! checked:border-6 checked:border-accent"
      />
      {picture}
      <span className="min-w-0">
        <span className="block truncate text-sm font-semibold">{label}</span>
        {hint && (
          <span id={`${id}-note`} className="block text-xs text-ink-3">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
