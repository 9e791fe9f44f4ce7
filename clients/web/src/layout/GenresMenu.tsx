import { useI18n } from "@streamverse/i18n";
import { Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";
import { genresQuery } from "../pages/browse/queries.ts";

/** All genres under their button in the header; the browser closes it when one looks elsewhere. */
export function GenresMenu({
  isOpen,
  door,
  onClose,
}: {
  isOpen: boolean;
  door: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const panel = useRef<HTMLElement>(null);
  const { data } = useQuery(genresQuery);
  const left = door.current?.getBoundingClientRect().left ?? 0;

  useEffect(() => {
    const element = panel.current;
    if (!element || !isOpen) return;
    const leave = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!element.contains(target) && !door.current?.contains(target)) onClose();
    };
    const hear = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      onClose();
      door.current?.focus();
    };
    window.addEventListener("pointerdown", leave);
    window.addEventListener("keydown", hear);
    return () => {
      window.removeEventListener("pointerdown", leave);
      window.removeEventListener("keydown", hear);
    };
  }, [isOpen, door, onClose]);

  if (!isOpen) return null;
  return (
    <nav
      ref={panel}
      aria-label={t("browse.genres")}
      style={{ insetInlineStart: Math.max(12, left - 12) }}
      onBlur={(event) => {
        const { relatedTarget } = event;
        if (relatedTarget && !event.currentTarget.contains(relatedTarget)) onClose();
      }}
      className="fixed top-14 z-40 max-h-[70dvh] w-[min(36rem,calc(100vw-2rem))] animate-rise overflow-y-auto rounded-2xl border border-line bg-surface-1 p-3 shadow-card"
    >
      {data ? (
        <ul className="grid grid-cols-2 md:grid-cols-3">
          {data.items.map((genre) => (
            <li key={genre.slug}>
              <Link
                to="/genre/$slug"
                params={{ slug: genre.slug }}
                onClick={onClose}
                className="flex min-h-11 items-center justify-between gap-3 rounded-lg px-3 text-sm font-semibold text-ink-1 hover:bg-surface-2"
              >
                {genre.name}
                <span className="tabular text-xs font-normal text-ink-3">{genre.title_count}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton className="h-40" />
      )}
      {data?.items.length === 0 && (
        <p className="p-3 text-sm text-ink-2">{t("browse.genres.none")}</p>
      )}
    </nav>
  );
}
