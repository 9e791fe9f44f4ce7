import { useI18n } from "@streamverse/i18n";
import { cx, Icon, IconButton } from "@streamverse/ui";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { moved, placeAt } from "./order.ts";

export interface Sorted {
  key: string;
  name: string;
  content: ReactNode;
}

/** A list that is put in order by dragging a handle, or by the arrows on it. */
export function Sortable({
  label,
  things,
  onOrder,
  onRemove,
}: {
  label: string;
  things: readonly Sorted[];
  /** The keys in their new order. */
  onOrder: (keys: string[]) => void;
  onRemove: (key: string) => void;
}) {
  const { t } = useI18n();
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, say] = useState("");
  const keys = things.map(({ key }) => key);

  const put = (key: string, to: number) => {
    const from = keys.indexOf(key);
    const place = Math.max(0, Math.min(to, keys.length - 1));
    if (from === place) return;
    onOrder(moved(keys, from, place));
    const name = things[from]?.name ?? "";
    say(t("curation.moved", { name, place: place + 1, total: keys.length }));
  };
  const steps: Record<string, (at: number) => number> = {
    ArrowUp: (at) => at - 1,
    ArrowDown: (at) => at + 1,
    Home: () => 0,
    End: () => keys.length - 1,
  };
  const onKey = (event: KeyboardEvent, key: string) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    put(key, step(keys.indexOf(key)));
  };
  const onMove = (event: PointerEvent, key: string) => {
    if (dragged !== key || !list.current) return;
    const others = [...list.current.children].filter((_, index) => keys[index] !== key);
    const middles = others.map((place) => {
      const box = place.getBoundingClientRect();
      return box.top + box.height / 2;
    });
    put(key, placeAt(middles, event.clientY));
  };
  return (
    <>
      <ol ref={list} aria-label={label} className="grid gap-2">
        {things.map(({ key, name, content }) => (
          <li
            key={key}
            className={cx(
              "flex items-center gap-2 rounded-xl border bg-surface-1 py-1.5 ps-1 pe-1.5 transition-colors duration-150",
              dragged === key ? "border-accent bg-surface-2" : "border-line",
            )}
          >
            <button
              type="button"
              aria-label={t("curation.move", { name })}
              title={t("curation.move.hint")}
              className="inline-flex size-11 shrink-0 cursor-grab touch-none items-center justify-center rounded-lg text-ink-3 hover:bg-surface-2 hover:text-ink-1 active:cursor-grabbing"
              onKeyDown={(event) => onKey(event, key)}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                setDragged(key);
              }}
              onPointerMove={(event) => onMove(event, key)}
              onPointerUp={() => setDragged(null)}
              onPointerCancel={() => setDragged(null)}
            >
              <Icon name="grip" className="size-5" />
            </button>
            <div className="min-w-0 flex-1">{content}</div>
            <IconButton
              icon="close"
              label={t("curation.takeOut", { name })}
              onClick={() => onRemove(key)}
            />
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
