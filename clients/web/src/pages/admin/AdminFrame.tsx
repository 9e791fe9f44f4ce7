import { type Key, useI18n } from "@streamverse/i18n";
import { EmptyState, ErrorState, Icon, type IconName, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { meQuery } from "../../queries.ts";
import { detailOf, wordsFor } from "../../words.ts";

/** What the desk has; each is there for whoever holds its permission. */
const SECTIONS = [
  {
    to: "/admin/catalog",
    icon: "film",
    name: "admin.catalog",
    permission: "catalog.edit",
    isForEditors: true,
  },
  { to: "/admin/people", icon: "user", name: "desk.people", permission: "accounts.read" },
  { to: "/admin/roles", icon: "shield", name: "desk.roles", permission: "accounts.read" },
  {
    to: "/admin/invitations",
    icon: "plus",
    name: "desk.invitations",
    permission: "invitations.manage",
  },
  { to: "/admin/keys", icon: "key", name: "desk.keys", permission: "api_keys.manage" },
  { to: "/admin/audit", icon: "clock", name: "desk.audit", permission: "audit.read" },
  { to: "/admin/mail", icon: "mail", name: "admin.mail", permission: "mail.read" },
] as const satisfies readonly Section[];

interface Section {
  to: string;
  icon: IconName;
  name: Key;
  permission: string;
  /** It takes no operators' sign-in. */
  isForEditors?: boolean;
}

/** The operators' desk: behind a sign-in of its own but for what editors do; its sections on the side. */
export function AdminFrame() {
  const i18n = useI18n();
  const { t } = i18n;
  // Where one wanted to go: the address changes under us while we send people to sign in.
  const now = useLocation({ select: (location) => location.pathname });
  const [path] = useState(now);
  const { data: me, error, refetch } = useQuery(meQuery);
  if (me === undefined) {
    return error ? (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    ) : (
      <div className="edge pt-10" aria-busy="true">
        <Skeleton className="h-10 w-64" />
        <Skeleton className="mt-8 h-80" />
      </div>
    );
  }
  const mine = SECTIONS.filter(({ permission }) => me?.permissions.includes(permission));
  if (me !== null && mine.length === 0) {
    return (
      <EmptyState
        icon="shield"
        title={t("error.forbidden.title")}
        body={t("error.forbidden.body")}
      />
    );
  }
  const editors = mine.filter((section: Section) => section.isForEditors);
  const isAtWork = editors.some(({ to }) => now.startsWith(to));
  if (!me?.is_operator && !isAtWork) {
    const [first] = editors;
    return first && editors.length === mine.length ? (
      <Navigate to={first.to} replace />
    ) : (
      <Navigate to="/admin/login" search={{ next: path }} replace />
    );
  }
  return (
    <div className="edge mx-auto grid w-full max-w-[100rem] grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 pt-6 pb-24 lg:grid-cols-[13rem_minmax(0,1fr)] lg:pt-10">
      <nav
        ref={bringIntoView}
        aria-label={t("admin.sections")}
        className="max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 max-lg:pb-2"
      >
        <p className="mb-3 px-3.5 text-xs font-semibold text-ink-3 max-lg:hidden">
          {t("admin.title")}
        </p>
        <ul className="flex gap-1 lg:sticky lg:top-24 lg:grid">
          {mine.map(({ to, icon, name }) => (
            <li key={to}>
              <Link
                to={to}
                activeProps={{ className: "bg-surface-2 !text-ink-1", "aria-current": "page" }}
                className="flex min-h-11 items-center gap-3 rounded-lg px-3.5 text-sm font-semibold whitespace-nowrap text-ink-2 transition-colors duration-150 hover:bg-surface-2 hover:text-ink-1"
              >
                <Icon name={icon} className="size-5" />
                {t(name)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">
        <Outlet />
      </div>
    </div>
  );
}

/** On a narrow screen the sections scroll sideways: begin at the one that is open. */
function bringIntoView(nav: HTMLElement | null): void {
  nav?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}
