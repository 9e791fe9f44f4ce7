import { useI18n } from "@streamverse/i18n";
import { useEffect, useRef } from "react";
import { Thumb } from "../parts.tsx";
import type { Case } from "./cases.ts";

export function QueueList({
  items,
  at,
  onChoose,
}: {
  items: readonly Case[];
  at: number;
  onChoose: (id: string) => void;
}) {
  const { t, ago } = useI18n();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <ul
      ref={list}
      aria-label={t("studio.review.queue")}
      className="flex gap-1 max-lg:overflow-x-auto lg:sticky lg:top-20 lg:grid lg:max-h-[80dvh] lg:overflow-y-auto"
    >
      {items.map((item, i) => (
        <li key={item.id} className="max-lg:w-60 max-lg:shrink-0">
          <button
            type="button"
            aria-current={i === at ? "true" : undefined}
            onClick={() => onChoose(item.id)}
            className="flex w-full items-center gap-3 rounded-xl p-2 text-start -outline-offset-3 hover:bg-surface-1 aria-[current=true]:bg-surface-2"
          >
            <Thumb artwork={item.title.artwork} className="w-20" />
            <span className="min-w-0">
              <span className="line-clamp-2 text-sm font-semibold break-words">
                {item.title.name}
              </span>
              <span className="text-xs text-ink-3">
                {[t(`studio.kind.${item.title.kind}`), item.at ? ago(item.at) : ""]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
