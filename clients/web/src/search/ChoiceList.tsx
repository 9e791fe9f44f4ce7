import { type Key, useI18n } from "@streamverse/i18n";
import { cx, Icon, type IconName } from "@streamverse/ui";
import { useEffect, useRef } from "react";
import type { SearchChoice } from "./choices.ts";

const ICONS: Record<SearchChoice["kind"], IconName> = {
  recent: "clock",
  trending: "search",
  query: "search",
  title: "film",
  person: "user",
  channel: "user",
  episode: "play",
};

/** What is offered under the search box. The focus stays in the box; the list follows its arrows. */
export function ChoiceList({
  id,
  isShown,
  choices,
  active,
  onChoose,
  onForget,
}: {
  id: string;
  isShown: boolean;
  choices: readonly SearchChoice[];
  active: number;
  onChoose: (choice: SearchChoice) => void;
  onForget: () => void;
}) {
  const { t } = useI18n();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  const groups = groupsOf(choices);
  return (
    <div
      hidden={!isShown}
      className="absolute inset-x-0 top-full z-40 mt-2 max-h-[min(32rem,70dvh)] overflow-y-auto rounded-2xl border border-line bg-surface-1 p-2 shadow-card"
    >
      <div ref={list} role="listbox" id={`${id}-list`} aria-label={t("search.suggestions")}>
        {groups.map(({ kind, items }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
          <div key={kind} role="group" aria-label={t(`search.group.${kind}` as Key)}>
            {kind !== "found" && (
              <p aria-hidden="true" className="px-3 pt-2 pb-1 text-xs font-semibold text-ink-3">
                {t(`search.group.${kind}` as Key)}
              </p>
            )}
            {items.map(({ choice, index }) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus (APG combobox)
              // biome-ignore lint/a11y/useKeyWithClickEvents: the box hears the keys
              <div
                key={choice.key}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onChoose(choice)}
                className={cx(
                  "flex min-h-12 cursor-pointer items-center gap-3 rounded-xl px-3 py-1.5 hover:bg-surface-2",
                  index === active && "bg-surface-3 outline-2 -outline-offset-2 outline-accent",
                )}
              >
                <Thumb choice={choice} />
                <span className="min-w-0 flex-1 truncate">{choice.text}</span>
                <span className="text-xs text-ink-3">
                  {choice.year ?? (choice.kind === "person" ? t("search.type.person") : "")}
                </span>
              </div>
            ))}
          </div>
        ))}
      </div>
      {choices.some((choice) => choice.kind === "recent") && (
        <button
          type="button"
          onClick={onForget}
          className="mt-1 min-h-11 rounded-lg px-3 text-xs font-semibold text-ink-2 hover:text-ink-1"
        >
          {t("search.recent.clear")}
        </button>
      )}
    </div>
  );
}

function Thumb({ choice: { kind, image } }: { choice: SearchChoice }) {
  const isRound = kind === "person" || kind === "channel";
  return (
    <span
      className={cx(
        "inline-flex shrink-0 items-center justify-center overflow-hidden bg-surface-3 text-ink-3",
        isRound ? "size-10 rounded-full" : "h-10 w-16 rounded-md",
        !image &&
          (kind === "recent" || kind === "trending" || kind === "query") &&
          "w-10 bg-transparent",
      )}
    >
      {image ? (
        <img src={image} alt="" loading="lazy" className="size-full object-cover" />
      ) : (
        <Icon name={ICONS[kind]} className="size-5" />
      )}
    </span>
  );
}

function groupsOf(choices: readonly SearchChoice[]) {
  const groups: { kind: string; items: { choice: SearchChoice; index: number }[] }[] = [];
  choices.forEach((choice, index) => {
    const kind = choice.kind === "recent" || choice.kind === "trending" ? choice.kind : "found";
    const last = groups.at(-1);
    if (last?.kind === kind) last.items.push({ choice, index });
    else groups.push({ kind, items: [{ choice, index }] });
  });
  return groups;
}
