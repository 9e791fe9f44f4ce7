import { useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import type { ReactNode } from "react";
import { useTabName } from "../../../words.ts";

/** A page of the desk: its name, what it is for, what one may do, and its list. */
export function Board({
  title,
  lead,
  action,
  children,
}: {
  title: string;
  lead: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  useTabName(title);
  return (
    <div className="grid animate-fade gap-6">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="tight text-xl font-extrabold">{title}</h1>
          <p className="mt-1.5 text-ink-2">{lead}</p>
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

/** A table that scans well; on a narrow screen it scrolls under its own finger. */
export function Table({
  label,
  columns,
  children,
}: {
  label: string;
  columns: readonly string[];
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      className="overflow-x-auto rounded-2xl border border-line bg-surface-1"
    >
      <table className="w-full min-w-160 border-collapse text-start text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            {columns.map((column) => (
              <th key={column} scope="col" className="px-4 py-3 text-start font-semibold">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </section>
  );
}

export function Cell({ children, isTight }: { children: ReactNode; isTight?: boolean }) {
  return (
    <td className={isTight ? "tabular px-4 py-3 whitespace-nowrap text-ink-2" : "px-4 py-3"}>
      {children}
    </td>
  );
}

/** The end of a list, or the way to more of it. */
export function More({
  query,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  const { t } = useI18n();
  if (!query.hasNextPage) return null;
  return (
    <Button
      className="justify-self-center"
      isBusy={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t("desk.more")}
    </Button>
  );
}

/** A short mark: a role, a state. */
export function Mark({ children, isLoud }: { children: ReactNode; isLoud?: boolean }) {
  const ink = isLoud ? "text-danger" : "text-ink-2";
  return (
    <span
      className={`inline-block rounded-md bg-surface-3 px-2 py-0.5 text-xs font-semibold ${ink}`}
    >
      {children}
    </span>
  );
}
