import { cx } from "./cx.ts";

export interface ProgressProps {
  /** 0 to 1; null while it runs without a known end. */
  value: number | null;
  label: string;
  isCalm?: boolean;
  className?: string;
}

export function Progress({ value, label, isCalm, className }: ProgressProps) {
  const share = value === null ? null : Math.min(1, Math.max(0, value));
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      className={cx("block h-1.5 overflow-hidden rounded-full bg-surface-3", className)}
    >
      <span
        className={cx(
          "block h-full w-full origin-left rounded-full transition-transform duration-240 ease-out rtl:origin-right",
          isCalm ? "bg-ink-3" : "bg-accent",
          share === null && "animate-breathe",
        )}
        style={{ transform: `scaleX(${share ?? 1})` }}
      />
    </span>
  );
}
