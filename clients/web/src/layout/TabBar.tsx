import { useI18n } from "@streamverse/i18n";
import { Icon } from "@streamverse/ui";
import { Link, useRouterState } from "@tanstack/react-router";
import { PLACES } from "./places.ts";

const TABS = [
  ...PLACES,
  { to: "/search", name: "app.search", icon: "search" },
  { to: "/account/watchlist", name: "list.name", icon: "plus" },
] as const;

/** The same places within a thumb's reach, on phones; people at work need the room. */
export function TabBar() {
  const { t } = useI18n();
  const isAtWork = useRouterState({
    select: ({ location }) => /^\/(studio|admin|login|register)/.test(location.pathname),
  });
  if (isAtWork) return null;
  return (
    <nav
      aria-label={t("app.pages")}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-line bg-[rgb(var(--veil)/0.94)] pb-[env(safe-area-inset-bottom)] backdrop-blur-md sm:hidden"
    >
      {TABS.map(({ to, name, icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === "/", includeSearch: false }}
          activeProps={{ className: "!text-accent-text" }}
          className="flex min-h-14 min-w-0 flex-col items-center justify-center gap-0.5 text-xs font-semibold text-ink-2 focus-visible:-outline-offset-3"
        >
          <Icon name={icon} />
          <span className="max-w-full truncate px-0.5">{t(name)}</span>
        </Link>
      ))}
    </nav>
  );
}
