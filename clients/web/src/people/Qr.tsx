import { cx } from "@streamverse/ui";

/** A QR code as an image: the policy allows no markup of somebody else's in the page. */
export function Qr({ svg, label, className }: { svg: string; label: string; className?: string }) {
  return (
    <span className={cx("block overflow-hidden rounded-2xl", className)}>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
        alt={label}
        className="size-full"
      />
    </span>
  );
}
