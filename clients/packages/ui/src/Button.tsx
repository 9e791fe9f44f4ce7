import type { ComponentProps } from "react";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

export type ButtonLook = "accent" | "plain" | "quiet" | "danger";

const LOOKS: Record<ButtonLook, string> = {
  accent: "bg-accent text-accent-ink hover:bg-accent-strong",
  plain: "bg-surface-3 text-ink-1 hover:bg-line",
  quiet: "text-ink-2 hover:bg-surface-2 hover:text-ink-1",
  danger: "bg-surface-3 text-danger hover:bg-line",
};

const BASE =
  "inline-flex items-center justify-center gap-2 rounded-lg font-semibold select-none " +
  "transition-[background-color,color,transform] duration-150 ease-out active:scale-[0.98] " +
  "disabled:opacity-55 disabled:active:scale-100 aria-disabled:opacity-55";

/** The classes of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = "plain", size: "md" | "lg" | "sm" = "md"): string {
  const room = {
    sm: "min-h-9 px-3 text-xs",
    md: "min-h-11 px-4 text-sm",
    lg: "min-h-13 px-6 text-base",
  };
  return cx(BASE, LOOKS[look], room[size]);
}

export interface ButtonProps extends ComponentProps<"button"> {
  look?: ButtonLook;
  size?: "sm" | "md" | "lg";
  icon?: IconName;
  /** It has begun: the label stays, a spinner says so, a second press does nothing. */
  isBusy?: boolean;
}

export function Button({
  look = "plain",
  size = "md",
  icon,
  isBusy = false,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      className={cx(buttonClass(look, size), className)}
    >
      {isBusy ? <Spinner /> : icon && <Icon name={icon} className="size-5" />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  icon: IconName;
  label: string;
}

/** A round target of at least 44 px with a picture in it. */
export function IconButton({ icon, label, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        "inline-flex size-11 shrink-0 items-center justify-center rounded-full text-ink-2",
        "transition-colors duration-150 hover:bg-surface-2 hover:text-ink-1 disabled:opacity-40",
        className,
      )}
    >
      <Icon name={icon} />
    </button>
  );
}

export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "inline-block animate-turn rounded-full border-current border-e-transparent",
        className?.includes("size-") ? "border-4" : "size-5 border-2",
        className,
      )}
    />
  );
}
