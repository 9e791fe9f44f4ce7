import { cx } from "./cx.ts";

/** A place kept for what is on its way; give it the final shape by its classes. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx("block animate-breathe rounded-lg bg-surface-2", className)}
    />
  );
}
