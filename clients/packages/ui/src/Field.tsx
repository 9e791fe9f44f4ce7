import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

const BOX =
  "w-full rounded-lg border border-line-strong bg-surface-1 px-3.5 text-ink-1 " +
  "placeholder:text-ink-3 transition-colors duration-150 hover:border-ink-3 " +
  "aria-invalid:border-danger";

interface Around {
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  /** Something at the end of the box, such as a button that shows the password. */
  end?: ReactNode;
}

export type FieldProps = Around & ComponentProps<"input">;

/** One line to fill in: label above, hint or problem below, both read out with it. */
export function Field({ label, hint, problem, end, className, ...rest }: FieldProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem} className={className}>
      <span className="relative block">
        <input
          {...rest}
          id={id}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem || hint ? `${id}-note` : undefined}
          className={cx(BOX, "h-12", end !== undefined && "pe-12")}
        />
        {end !== undefined && (
          <span className="absolute inset-y-0 end-0.5 flex items-center">{end}</span>
        )}
      </span>
    </Labelled>
  );
}

export function TextArea({
  label,
  hint,
  problem,
  className,
  ...rest
}: Omit<Around, "end"> & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem} className={className}>
      <textarea
        {...rest}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem || hint ? `${id}-note` : undefined}
        className={cx(BOX, "min-h-28 py-3")}
      />
    </Labelled>
  );
}

export function Select({
  label,
  hint,
  problem,
  className,
  children,
  ...rest
}: Omit<Around, "end"> & ComponentProps<"select">) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem} className={className}>
      <span className="relative block">
        <select {...rest} id={id} className={cx(BOX, "h-12 appearance-none pe-10")}>
          {children}
        </select>
        <Icon
          name="chevronDown"
          className="pointer-events-none absolute end-3 top-3.5 size-5 text-ink-3"
        />
      </span>
    </Labelled>
  );
}

function Labelled({
  id,
  label,
  hint,
  problem,
  className,
  children,
}: Omit<Around, "end"> & { id: string; className?: string | undefined; children: ReactNode }) {
  return (
    <div className={cx("grid content-start gap-1.5", className)}>
      <label htmlFor={id} className="text-xs font-semibold text-ink-2">
        {label}
      </label>
      {children}
      {(problem || hint) && (
        <p id={`${id}-note`} className={cx("text-xs", problem ? "text-danger" : "text-ink-3")}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}
