import { cx, Icon, type IconName } from "@streamverse/ui";

/** A small round button on the corner of a card: there for the pointer, the focus or a thumb. */
export function CornerButton({
  icon,
  label,
  isPressed,
  isForThumbs = false,
  onPress,
}: {
  icon: IconName;
  label: string;
  isPressed?: boolean;
  /** Also shown where nothing can hover. */
  isForThumbs?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      data-aside=""
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      onClick={onPress}
      className={cx(
        "absolute end-0.5 top-0.5 inline-flex size-11 items-center justify-center rounded-full text-white",
        "opacity-0 transition-opacity duration-150 group-hover/tile:opacity-100 focus-visible:opacity-100",
        isForThumbs ? "pointer-coarse:opacity-100" : "pointer-coarse:hidden",
      )}
    >
      <span className="inline-flex size-9 items-center justify-center rounded-full bg-black/75 transition-colors duration-150 hover:bg-black">
        <Icon name={icon} className="size-5" />
      </span>
    </button>
  );
}
