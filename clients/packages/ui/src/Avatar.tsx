import { cx } from "./cx.ts";

/** A person, round: their picture, or the first letter of their name. */
export function Avatar({
  name,
  url,
  className = "size-10",
}: {
  name: string;
  url?: string | null | undefined;
  className?: string;
}) {
  const shape = "inline-flex shrink-0 items-center justify-center overflow-hidden rounded-full";
  if (url) {
    return (
      <img
        src={url}
        alt=""
        className={cx(shape, "bg-surface-3 object-cover ring-1 ring-line", className)}
      />
    );
  }
  return (
    <span aria-hidden="true" className={cx(shape, "bg-surface-3 font-bold text-ink-1", className)}>
      {[...name.trim()][0]?.toLocaleUpperCase() ?? "?"}
    </span>
  );
}
