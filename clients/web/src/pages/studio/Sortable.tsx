import { useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { moved, placeAt } from "./reorder.ts";

export interface SortableProps<T> {
  items: readonly T[];
  keyOf: (item: T, index: number) => string;
  nameOf: (item: T) => string;
  onOrder: (items: readonly T[], from: number, to: number) => void;
  /** The row; `handle` is what one drags, or moves with the arrow keys. */
  children: (item: T, index: number, handle: ReactNode) => ReactNode;
  label: string;
  className?: string;
}

/** A list that is put in order by dragging its handles, or by arrow keys on them. */
export function Sortable<T>({
  items,
  keyOf,
  nameOf,
  onOrder,
  children,
  label,
  className,
}: SortableProps<T>) {
  const { t } = useI18n();
  const list = useRef<HTMLUListElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const [said, setSaid] = useState("");
  const shown = drag ? moved(items, drag.from, drag.to) : items;
  const held = drag ? items[drag.from] : undefined;

  const place = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length || from === to) return;
    onOrder(moved(items, from, to), from, to);
    setSaid(t("studio.order.moved", { name: nameOf(item), place: to + 1, total: items.length }));
  };
  const onKeyDown = (index: number) => (event: KeyboardEvent<HTMLElement>) => {
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: items.length - 1 }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    place(index, to);
    // The handle travels with its row; the focus goes with it.
    requestAnimationFrame(() =>
      list.current?.querySelectorAll<HTMLElement>("[data-handle]")[to]?.focus(),
    );
  };
  const middles = () =>
    [...(list.current?.children ?? [])].map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!drag) return;
    const to = placeAt(middles(), event.clientY, drag.to);
    if (to !== drag.to) setDrag({ from: drag.from, to });
  };
  const drop = () => {
    if (drag) place(drag.from, drag.to);
    setDrag(null);
  };

  return (
    <>
      <ul ref={list} aria-label={label} className={className}>
        {shown.map((item, index) => {
          const at = items.indexOf(item);
          const handle = (
            <button
              type="button"
              data-handle=""
              aria-label={t("studio.order.handle", { name: nameOf(item) })}
              title={t("studio.order.hint")}
              onKeyDown={onKeyDown(at)}
              onPointerDown={(event) => {
                if (event.button !== 0) return;
                event.currentTarget.setPointerCapture(event.pointerId);
                setDrag({ from: at, to: at });
              }}
              onPointerMove={onPointerMove}
              onPointerUp={drop}
              onPointerCancel={() => setDrag(null)}
              className="inline-flex size-11 shrink-0 cursor-grab touch-none items-center justify-center rounded-lg text-ink-3 hover:bg-surface-3 hover:text-ink-1 active:cursor-grabbing"
            >
              <svg viewBox="0 0 24 24" aria-hidden="true" className="size-5" fill="currentColor">
                {[7, 12, 17].flatMap((y) =>
                  [9, 15].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r={1.6} />),
                )}
              </svg>
            </button>
          );
          return (
            <li
              key={keyOf(item, at)}
              className={cx(
                "transition-shadow duration-150",
                held === item && "relative z-1 rounded-xl bg-surface-2 shadow-card",
              )}
            >
              {children(item, index, handle)}
            </li>
          );
        })}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
