import type { Figure } from "@streamverse/api";
import { Avatar, cx, Poster } from "@streamverse/ui";

/** Somebody's face, round; the first letter of the name where there is no picture. */
export function Portrait({
  person,
  className,
  sizes,
  isFirst = false,
}: {
  person: Pick<Figure, "name" | "portrait">;
  className: string;
  sizes: string;
  isFirst?: boolean;
}) {
  if (!person.portrait?.images.length) return <Avatar name={person.name} className={className} />;
  return (
    <Poster
      picture={{ ...person.portrait, alt: "" }}
      shape="square"
      sizes={sizes}
      name={person.name}
      isFirst={isFirst}
      className={cx("shrink-0 rounded-full", className)}
    />
  );
}
