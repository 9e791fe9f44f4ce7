import { useI18n } from "@streamverse/i18n";
import { ErrorState, Skeleton } from "@streamverse/ui";
import type { ReactNode } from "react";
import { detailOf, useTabName, wordsFor } from "../../words.ts";

/** A page of the account: its name, what it is for, its sections. */
export function AccountPage({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ReactNode;
}) {
  useTabName(title);
  return (
    <div className="grid max-w-3xl animate-fade gap-8">
      <header>
        <h1 className="tight text-xl font-extrabold">{title}</h1>
        <p className="mt-1.5 text-ink-2">{lead}</p>
      </header>
      {children}
    </div>
  );
}

export function Section({
  title,
  lead,
  action,
  children,
}: {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className="grid gap-4 rounded-2xl border border-line bg-surface-1 p-5 sm:p-7">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="tight text-lg font-bold">{title}</h2>
          {lead && <p className="mt-1 text-sm text-ink-2">{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}

/** Things in a section, a line between each two. */
export function Lines({ children }: { children: ReactNode }) {
  return <ul className="-my-3 divide-y divide-line">{children}</ul>;
}

export function Line({
  picture,
  name,
  notes,
  actions,
}: {
  picture?: ReactNode;
  name: ReactNode;
  notes?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 py-3">
      {picture && <span className="text-ink-2">{picture}</span>}
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate text-sm font-semibold">{name}</p>
        {notes && <p className="text-xs text-ink-3">{notes}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </li>
  );
}

/** A section whose content is still on its way, or did not come. */
export function Waiting({
  error,
  onRetry,
  height = "h-40",
}: {
  error: unknown;
  onRetry: () => void;
  height?: string;
}) {
  const i18n = useI18n();
  if (error) {
    return <ErrorState body={wordsFor(error, i18n)} detail={detailOf(error)} onRetry={onRetry} />;
  }
  return (
    <div role="status">
      <span className="sr-only">{i18n.t("app.loading")}</span>
      <Skeleton className={`rounded-2xl ${height}`} />
    </div>
  );
}
