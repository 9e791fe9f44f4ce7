import { useI18n } from "@streamverse/i18n";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { IconButton } from "./Button.tsx";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

export type RowShape = "posters" | "stills" | "squares" | "ranked";

const TRACKS: Record<RowShape, string> = {
  posters: "row-posters",
  stills: "row-stills",
  squares: "row-posters",
  ranked: "row-ranked",
};

/** A titled row of cards. The last one in sight is cut, so that it is plain there is more. */
export function Row({
  name,
  shape,
  more,
  children,
}: {
  name: string;
  shape: RowShape;
  /** A link to all of it around the row's name. */
  more?: ((className: string, children: ReactNode) => ReactNode) | undefined;
  children: ReactNode;
}) {
  const { t } = useI18n();
  const track = useRef<HTMLUListElement>(null);
  const [ends, setEnds] = useState({ atStart: true, atEnd: true });

  useEffect(() => {
    const list = track.current;
    if (!list) return;
    const look = () => {
      const at = Math.abs(list.scrollLeft);
      setEnds({ atStart: at < 8, atEnd: at + list.clientWidth > list.scrollWidth - 8 });
    };
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(list);
    list.addEventListener("scroll", look, { passive: true });
    return () => {
      watcher.disconnect();
      list.removeEventListener("scroll", look);
    };
  }, []);

  const turn = (direction: 1 | -1) => {
    const list = track.current;
    if (!list) return;
    const rtl = getComputedStyle(list).direction === "rtl" ? -1 : 1;
    list.scrollBy({ left: direction * rtl * list.clientWidth * 0.8, behavior: "smooth" });
  };

  return (
    <section aria-label={name} className="group/row">
      <div className="edge flex items-end justify-between">
        <h2 className="tight text-lg font-bold">
          {more
            ? more(
                "group/more inline-flex min-h-11 items-center gap-1 rounded-lg transition-colors duration-150 hover:text-accent-text",
                <>
                  {name}
                  <Icon
                    name="chevronRight"
                    className="size-5 text-ink-3 transition-transform duration-150 group-hover/more:translate-x-0.5 group-hover/more:text-accent-text rtl:-scale-x-100"
                  />
                </>,
              )
            : name}
        </h2>
        <div
          className={cx(
            "hidden gap-1 opacity-0 transition-opacity duration-150 md:flex",
            "group-hover/row:opacity-100 group-focus-within/row:opacity-100",
            ends.atStart && ends.atEnd && "md:hidden",
          )}
        >
          <IconButton
            icon="chevronLeft"
            label={t("app.previous")}
            disabled={ends.atStart}
            onClick={() => turn(-1)}
            className="rtl:-scale-x-100"
          />
          <IconButton
            icon="chevronRight"
            label={t("app.next")}
            disabled={ends.atEnd}
            onClick={() => turn(1)}
            className="rtl:-scale-x-100"
          />
        </div>
      </div>
      <ul ref={track} onKeyDown={moveFocus} className={cx("row-track", TRACKS[shape])}>
        {children}
      </ul>
    </section>
  );
}

/** What belongs to a card beside the card itself: Tab goes there, arrows pass it by. */
const ASIDE = "[data-aside]";

/** Arrows walk along the row and, up or down, to the row beside it. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const list = event.currentTarget;
  const links = [...list.querySelectorAll<HTMLElement>("a[href], button")].filter(
    (link) => !link.closest(ASIDE),
  );
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const rtl = getComputedStyle(list).direction === "rtl";
  const forward = rtl ? "ArrowLeft" : "ArrowRight";
  const backward = rtl ? "ArrowRight" : "ArrowLeft";
  let target: HTMLElement | undefined;
  if (event.key === forward) target = links[at + 1];
  else if (event.key === backward) target = links[at - 1];
  else if (event.key === "Home") target = links[0];
  else if (event.key === "End") target = links.at(-1);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const rows = [...document.querySelectorAll<HTMLElement>(".row-track")];
    const row = rows[rows.indexOf(list) + (event.key === "ArrowDown" ? 1 : -1)];
    const x = links[at]?.getBoundingClientRect().left ?? 0;
    target = [...(row?.querySelectorAll<HTMLElement>("a[href]") ?? [])].sort(
      (a, b) => distance(a, x) - distance(b, x),
    )[0];
  } else return;
  if (!target) return;
  event.preventDefault();
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "smooth" });
}

function distance(element: HTMLElement, x: number): number {
  return Math.abs(element.getBoundingClientRect().left - x);
}
