import { cx, Icon, type IconName } from "@streamverse/ui";
import type { ComponentProps } from "react";

export interface PlayerButtonProps extends ComponentProps<"button"> {
  icon: IconName;
  label: string;
  isOn?: boolean;
  isLarge?: boolean;
}

/** A control over the picture: white with a soft shadow, readable on any film. */
export function PlayerButton({
  icon,
  label,
  isOn,
  isLarge,
  className,
  ...rest
}: PlayerButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      className={cx(
        "relative inline-flex shrink-0 items-center justify-center rounded-full text-white/90",
        "transition-[background-color,color,scale] duration-120 ease-out hover:bg-white/15 hover:text-white active:scale-95",
        "drop-shadow-[0_1px_2px_rgb(0_0_0/0.7)]",
        isLarge ? "size-12" : "size-11",
        className,
      )}
    >
      <Icon name={icon} className={isLarge ? "size-8" : "size-6"} />
      {isOn && <span className="absolute bottom-1 h-0.5 w-4 rounded-full bg-accent" />}
    </button>
  );
}
