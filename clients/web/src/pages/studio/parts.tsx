import type { Artworks, Monetisation, TitleState } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { cx, Icon } from "@streamverse/ui";
import type { ComponentProps, ReactNode } from "react";

/** A part of a page on its own surface. */
export function Panel({
  title,
  lead,
  action,
  children,
  className,
  id,
}: {
  title?: string;
  lead?: string;
  action?: ReactNode;
  children: ReactNode;
  className?: string;
  id?: string;
}) {
  return (
    <section
      id={id}
      aria-label={title}
      className={cx("rounded-2xl border border-line bg-surface-1 p-4 sm:p-6", className)}
    >
      {title && (
        <header className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <div className="min-w-0 flex-1 basis-60">
            <h2 className="tight text-lg font-bold">{title}</h2>
            {lead && <p className="mt-0.5 text-sm text-ink-2">{lead}</p>}
          </div>
          {action}
        </header>
      )}
      {children}
    </section>
  );
}

/** A small choice: in a row of filters its first option says what it is about. */
export function Pick({
  label,
  isFilter = false,
  className,
  children,
  ...rest
}: ComponentProps<"select"> & {
  label: string;
  /** It is seen at a glance that something is left out. */
  isFilter?: boolean;
}) {
  const isSet = isFilter && Boolean(rest.value);
  return (
    <span className={cx("relative inline-block", className)}>
      <select
        {...rest}
        aria-label={label}
        className={cx(
          "h-10 w-full appearance-none rounded-lg border bg-surface-1 ps-3 pe-9 text-sm transition-colors duration-150 hover:border-ink-3",
          isSet ? "border-accent" : "border-line-strong",
          isFilter && !isSet ? "text-ink-2" : "text-ink-1",
        )}
      >
        {children}
      </select>
      <Icon
        name="chevronDown"
        className="pointer-events-none absolute end-2.5 top-2.5 size-5 text-ink-3"
      />
    </span>
  );
}

/** A filter that is on or off. */
export function Toggle({
  isOn,
  children,
  onChange,
}: {
  isOn: boolean;
  children: ReactNode;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
      className={cx(
        "inline-flex h-10 items-center gap-2 rounded-lg border px-3 text-sm transition-colors duration-150",
        isOn
          ? "border-accent bg-surface-2 text-ink-1"
          : "border-line-strong bg-surface-1 text-ink-2 hover:border-ink-3",
      )}
    >
      {children}
    </button>
  );
}

const TONES: Record<TitleState, string> = {
  draft: "text-ink-2",
  in_review: "text-accent-text",
  scheduled: "text-warning",
  published: "text-success",
  archived: "text-ink-3",
};

/** Where a title is on its way to viewers: a word, and a dot that is never alone. */
export function TitleStateMark({
  state,
  at,
}: {
  state: TitleState;
  at?: string | null | undefined;
}) {
  const { t, moment } = useI18n();
  return (
    <span className={cx("inline-flex items-center gap-2 text-sm font-semibold", TONES[state])}>
      <span
        aria-hidden="true"
        className={cx(
          "size-2 shrink-0 rounded-full",
          state === "draft" || state === "archived" ? "border-2 border-current" : "bg-current",
        )}
      />
      <span>
        {t(`studio.state.${state}`)}
        {state === "scheduled" && at && (
          <span className="block text-xs font-normal text-ink-2">{moment(at)}</span>
        )}
      </span>
    </span>
  );
}

export function AccessMark({ access }: { access: Monetisation | null | undefined }) {
  const { t } = useI18n();
  if (!access) return <span className="text-ink-3">{t("studio.access.none")}</span>;
  return <span>{t(`studio.access.${access}`)}</span>;
}

/** How much of what there should be is there, as a number and a bar. */
export function Completeness({ percent: value, label }: { percent: number; label?: string }) {
  const { percent } = useI18n();
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden="true" className="h-1.5 w-14 overflow-hidden rounded-full bg-surface-3">
        <span
          className={cx(
            "block h-full origin-left rounded-full rtl:origin-right",
            value >= 100 ? "bg-success" : "bg-accent",
          )}
          style={{ transform: `scaleX(${value / 100})` }}
        />
      </span>
      <span className="tabular text-xs text-ink-2">
        {label && <span className="sr-only">{label} </span>}
        {percent(value / 100)}
      </span>
    </span>
  );
}

/** The nearest there is to a still: a small picture beside a name. */
export function Thumb({ artwork, className }: { artwork: Artworks; className?: string }) {
  const picture = artwork.still ?? artwork.backdrop ?? artwork.poster ?? artwork.square;
  const plain = picture?.images.filter(({ type }) => type !== "image/avif") ?? [];
  const smallest = [...plain].sort((a, b) => a.width - b.width)[0];
  return (
    <span
      className={cx(
        "block aspect-video shrink-0 overflow-hidden rounded-md bg-surface-3",
        className,
      )}
    >
      {smallest && (
        <img src={smallest.url} alt="" loading="lazy" className="size-full object-cover" />
      )}
    </span>
  );
}

export function PageHead({
  title,
  lead,
  action,
}: {
  title: string;
  lead?: string;
  action?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="tight text-xl font-extrabold">{title}</h1>
        {lead && <p className="mt-1 text-ink-2">{lead}</p>}
      </div>
      {action}
    </header>
  );
}
