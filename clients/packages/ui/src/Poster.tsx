import { type CSSProperties, useEffect, useState } from "react";
import { cx } from "./cx.ts";

export interface Picture {
  readonly alt: string;
  readonly dominant_color: string;
  /** What it looks like from far away, see blurha.sh. */
  readonly blurhash?: string;
  /** What stays in sight however it is cut, as shares of its width and height. */
  readonly focal?: { readonly x?: number; readonly y?: number } | null;
  readonly images: readonly {
    readonly url: string;
    readonly width: number;
    readonly height: number;
    readonly type: string;
  }[];
}

const SHAPES = {
  poster: "aspect-[2/3]",
  still: "aspect-video",
  square: "aspect-square",
  fill: "absolute inset-0 size-full",
} as const;

export interface PosterProps {
  picture: Picture | null | undefined;
  shape?: keyof typeof SHAPES;
  /** How wide it is drawn, for the browser's choice of file (`sizes`). */
  sizes: string;
  /** What to say instead when there is no picture. */
  name: string;
  isFirst?: boolean;
  className?: string;
}

let paintBlur: ((hash: string) => string) | null = null;

/** The blur's code comes with the first picture that needs it. */
function useBlur(hash: string | undefined): string | undefined {
  const [, setThere] = useState(paintBlur !== null);
  useEffect(() => {
    if (!hash || paintBlur) return;
    import("./blurhash.ts").then(
      (module) => {
        paintBlur = module.paintBlur;
        setThere(true);
      },
      () => undefined,
    );
  }, [hash]);
  return (hash && paintBlur?.(hash)) || undefined;
}

/**
 * Artwork that never shifts the page: its colour and its blur stand in at once, the picture fades
 * in over them. Without a picture the name is set on the colour.
 */
export function Poster({
  picture,
  shape = "poster",
  sizes,
  name,
  isFirst,
  className,
}: PosterProps) {
  const [isLoaded, setLoaded] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const images = picture?.images ?? [];
  const blur = useBlur(picture?.blurhash);
  const ground: CSSProperties | undefined = picture
    ? {
        backgroundColor: picture.dominant_color,
        ...(blur ? { backgroundImage: blur, backgroundSize: "100% 100%" } : {}),
      }
    : undefined;
  const { focal } = picture ?? {};
  const types = [...new Set(images.map((image) => image.type))].sort(
    (a, b) => preference(a) - preference(b),
  );
  const srcSet = (type: string) =>
    images
      .filter((image) => image.type === type)
      .sort((a, b) => a.width - b.width)
      .map((image) => `${image.url} ${image.width}w`)
      .join(", ");
  const plainest = types.at(-1);
  const largest = [...images]
    .filter((image) => image.type === plainest)
    .sort((a, b) => a.width - b.width)
    .at(-1);
  return (
    <span
      className={cx(
        "block overflow-hidden bg-surface-2",
        shape !== "fill" && "relative",
        SHAPES[shape],
        className,
      )}
      style={ground}
    >
      {largest && !isBroken ? (
        <picture>
          {types.slice(0, -1).map((type) => (
            <source key={type} type={type} srcSet={srcSet(type)} sizes={sizes} />
          ))}
          <img
            src={largest.url}
            srcSet={plainest ? srcSet(plainest) : undefined}
            sizes={sizes}
            alt={picture?.alt ?? ""}
            loading={isFirst ? "eager" : "lazy"}
            fetchPriority={isFirst ? "high" : "auto"}
            decoding="async"
            ref={(image) => {
              if (image?.complete && image.naturalWidth > 0) setLoaded(true);
            }}
            onLoad={() => setLoaded(true)}
            onError={() => setBroken(true)}
            style={
              focal
                ? { objectPosition: `${(focal.x ?? 0.5) * 100}% ${(focal.y ?? 0.4) * 100}%` }
                : undefined
            }
            className={cx(
              "absolute inset-0 size-full object-cover transition-opacity duration-240 ease-out",
              isLoaded ? "opacity-100" : "opacity-0",
            )}
          />
        </picture>
      ) : (
        <span className="absolute inset-0 flex items-end bg-gradient-to-t from-black/70 to-black/10 p-3">
          <span className="line-clamp-3 text-sm font-semibold text-white">{name}</span>
        </span>
      )}
    </span>
  );
}

function preference(type: string): number {
  const order = ["image/avif", "image/webp", "image/jpeg", "image/png"];
  return order.includes(type) ? order.indexOf(type) : 1.5;
}
