import type { ShownTitle } from "@streamverse/api";
import { useState } from "react";

/** A title's name: as drawn for it where there is a logo, in our letters otherwise. */
export function NameArt({ title }: { title: ShownTitle }) {
  const [isBroken, setBroken] = useState(false);
  const images = title.artwork.logo?.images ?? [];
  const image = [...images].sort((a, b) => a.width - b.width).at(-1);
  return (
    <h1 className="tight text-2xl font-extrabold wrap-anywhere">
      {image && !isBroken ? (
        <img
          src={image.url}
          alt={title.name}
          width={image.width}
          height={image.height}
          onError={() => setBroken(true)}
          className="max-h-40 w-auto max-w-[min(28rem,80vw)] object-contain object-left drop-shadow-[0_2px_12px_rgb(0_0_0/0.6)] rtl:object-right"
        />
      ) : (
        title.name
      )}
    </h1>
  );
}
