import type { StudioCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, cx, Icon } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, type MouseEvent, useRef } from "react";
import { AccessMark, Completeness, Thumb, TitleStateMark } from "../parts.tsx";
import { everything, extended, NONE, type Selection, toggled } from "./selection.ts";

const HEAD = "px-3 py-2 text-xs font-semibold text-ink-3 text-start";
const CELL = "px-3 py-2.5 align-middle";

/** A title of the list, or one that was deleted. */
export type Listed = StudioCard & { readonly deleted_at?: string };

export interface TitleTableProps {
  titles: readonly Listed[];
  /** How often each was watched, by id; nothing while that is not known. */
  views: Readonly<Record<string, number>> | undefined;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onRestore?: ((title: StudioCard) => void) | undefined;
}

/** Titles as a table that scans well; boxes are ticked by mouse and by keys, ranges with Shift. */
export function TitleTable({ titles, views, selection, onSelect, onRestore }: TitleTableProps) {
  const { t } = useI18n();
  const body = useRef<HTMLTableSectionElement>(null);
  const order = titles.map(({ id }) => id);
  const isAll = order.length > 0 && selection.ids.size === order.length;

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const box = event.target as HTMLElement;
    const id = box.dataset.pick;
    if (!id) return;
    if (event.key === "Escape") onSelect(NONE);
    else if (event.key === "a" && (event.ctrlKey || event.metaKey)) onSelect(everything(order));
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = order[order.indexOf(id) + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      body.current?.querySelector<HTMLElement>(`[data-pick="${next}"]`)?.focus();
      if (event.shiftKey) {
        const from = selection.anchor ? selection : toggled(selection, id);
        onSelect(extended(from, order, next));
      }
    } else return;
    event.preventDefault();
  };
  const pick = (id: string) => (event: MouseEvent) => {
    onSelect(event.shiftKey ? extended(selection, order, id) : toggled(selection, id));
  };

  return (
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr className="border-b border-line">
          <th scope="col" className="w-10 ps-1">
            <Box
              label={t("studio.select.all")}
              isOn={isAll}
              onClick={() => onSelect(isAll ? NONE : everything(order))}
            />
          </th>
          <th scope="col" className={HEAD}>
            {t("studio.column.title")}
          </th>
          <th scope="col" className={cx(HEAD, "max-md:hidden")}>
            {t("studio.column.kind")}
          </th>
          <th scope="col" className={cx(HEAD, "max-sm:hidden")}>
            {t("studio.column.state")}
          </th>
          <th scope="col" className={cx(HEAD, "max-xl:hidden")}>
            {t("studio.column.channel")}
          </th>
          <th scope="col" className={cx(HEAD, "max-lg:hidden")}>
            {t("studio.column.access")}
          </th>
          <th scope="col" className={cx(HEAD, "max-lg:hidden")}>
            {t("studio.column.completeness")}
          </th>
          <th scope="col" className={cx(HEAD, "max-md:hidden")}>
            {t("studio.column.updated")}
          </th>
          <th scope="col" className={cx(HEAD, "text-end! max-xl:hidden")}>
            {t("studio.column.views")}
          </th>
          {onRestore && (
            <th scope="col" className={HEAD}>
              <span className="sr-only">{t("studio.restore")}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={onKeyDown}>
        {titles.map((title) => (
          <Row
            key={title.id}
            title={title}
            views={views?.[title.id]}
            isOn={selection.ids.has(title.id)}
            onPick={pick(title.id)}
            onRestore={onRestore}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  title,
  views,
  isOn,
  onPick,
  onRestore,
}: {
  title: Listed;
  views: number | undefined;
  isOn: boolean;
  onPick: (event: MouseEvent) => void;
  onRestore: TitleTableProps["onRestore"];
}) {
  const { t, ago, locale } = useI18n();
  const { desk } = title;
  const changed = title.deleted_at ?? desk?.updated_at;
  const name = (
    <>
      <Thumb artwork={title.artwork} className="w-24 max-sm:w-16" />
      <span className="min-w-0">
        <span className="line-clamp-2 break-words">{title.name}</span>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs font-normal text-ink-3">
          <span className="md:hidden">{t(`studio.kind.${title.kind}`)}</span>
          {title.year && <span className="tabular">{title.year}</span>}
          {desk?.is_flagged && (
            <span className="inline-flex items-center gap-1 font-semibold text-warning">
              <Icon name="warning" className="size-3.5" />
              {t("studio.flagged")}
            </span>
          )}
          <span className="sm:hidden">
            <TitleStateMark state={title.state} at={desk?.publish_at} />
          </span>
        </span>
      </span>
    </>
  );
  const look = "flex items-center gap-4 font-semibold max-sm:gap-3";
  return (
    <tr
      className={cx(
        "group/title relative border-b border-line/60 transition-colors duration-150 hover:bg-surface-1",
        isOn && "bg-surface-2",
      )}
    >
      <td className="relative z-1 ps-1">
        <Box
          id={title.id}
          label={t("studio.select", { name: title.name })}
          isOn={isOn}
          onClick={onPick}
        />
      </td>
      <td className={CELL}>
        {onRestore ? (
          <span className={look}>{name}</span>
        ) : (
          <Link
            to="/studio/titles/$id/$tab"
            params={{ id: title.id, tab: "details" }}
            className={cx(look, "after:absolute after:inset-0")}
          >
            {name}
          </Link>
        )}
      </td>
      <td className={cx(CELL, "text-ink-2 max-md:hidden")}>{t(`studio.kind.${title.kind}`)}</td>
      <td className={cx(CELL, "max-sm:hidden")}>
        <TitleStateMark state={title.state} at={desk?.publish_at} />
      </td>
      <td className={cx(CELL, "text-ink-2 max-xl:hidden")}>{title.channel?.name ?? ""}</td>
      <td className={cx(CELL, "text-ink-2 max-lg:hidden")}>
        <AccessMark access={title.access} />
      </td>
      <td className={cx(CELL, "max-lg:hidden")}>
        {desk && <Completeness percent={desk.completeness} />}
      </td>
      <td className={cx(CELL, "tabular whitespace-nowrap text-ink-2 max-md:hidden")}>
        {changed && ago(changed)}
      </td>
      <td className={cx(CELL, "tabular text-end text-ink-2 max-xl:hidden")}>
        {typeof views === "number" &&
          new Intl.NumberFormat(locale, { notation: "compact" }).format(views)}
      </td>
      {onRestore && (
        <td className={cx(CELL, "text-end")}>
          <Button size="sm" icon="retry" onClick={() => onRestore(title)}>
            {t("studio.restore")}
          </Button>
        </td>
      )}
    </tr>
  );
}

/** A box to tick that knows about Shift; as large as a thumb. */
function Box({
  id,
  label,
  isOn,
  onClick,
}: {
  id?: string;
  label: string;
  isOn: boolean;
  onClick: (event: MouseEvent) => void;
}) {
  return (
    <label className="relative inline-flex size-11 cursor-pointer items-center justify-center">
      <input
        type="checkbox"
        checked={isOn}
        aria-label={label}
        data-pick={id}
        onChange={() => undefined}
        onClick={onClick}
        className="peer size-5 cursor-pointer appearance-none rounded-md border border-line-strong bg-surface-1 transition-colors duration-150 checked:border-accent checked:bg-accent"
      />
      <Icon
        name="check"
        className="pointer-events-none absolute size-4 text-accent-ink opacity-0 peer-checked:opacity-100"
      />
    </label>
  );
}
