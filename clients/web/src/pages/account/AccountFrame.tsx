import { type Key, useI18n } from "@streamverse/i18n";
import {
  buttonClass,
  EmptyState,
  ErrorState,
  Icon,
  type IconName,
  Skeleton,
} from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { meQuery } from "../../queries.ts";
import { detailOf, wordsFor } from "../../words.ts";

const PAGES = [
  { to: "/account/watchlist", icon: "plus", name: "account.watchlist" },
  { to: "/account/history", icon: "clock", name: "account.history" },
  { to: "/account/channels", icon: "heart", name: "account.channels" },
  { to: "/account/profile", icon: "user", name: "account.profile" },
  { to: "/account/security", icon: "shield", name: "account.security" },
  { to: "/account/devices", icon: "screen", name: "account.devices" },
  { to: "/account/preferences", icon: "settings", name: "account.preferences" },
  { to: "/account/privacy", icon: "lock", name: "account.privacy" },
  { to: "/account/tokens", icon: "key", name: "account.tokens" },
] as const satisfies readonly { to: string; icon: IconName; name: Key }[];

/** What a child and a guest have too. */
const FOR_ALL: ReadonlySet<string> = new Set(["/account/watchlist", "/account/history"]);

/** The account: its pages on the side, one of them in the light. */
export function AccountFrame() {
  const i18n = useI18n();
  const { t } = i18n;
  const [path] = useState(useLocation({ select: (location) => location.pathname }));
  const { data: me, error, refetch } = useQuery(meQuery);
  const nav = useRef<HTMLElement>(null);
  const here = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    const link = here && nav.current?.querySelector("[aria-current=page]");
    if (link) link.scrollIntoView({ block: "nearest", inline: "center" });
  }, [here]);
  const isForAll = FOR_ALL.has(useLocation({ select: (location) => location.pathname }));
  if (isForAll && (me === null || me?.profile?.is_kids)) {
    return (
      <div className="edge mx-auto w-full max-w-4xl pt-6 pb-24 lg:pt-10">
        <Outlet />
      </div>
    );
  }
  if (me === null) return <Navigate to="/login" search={{ next: path }} replace />;
  if (me === undefined && error) {
    return (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    );
  }
  if (me?.profile?.is_kids) {
    return (
      <div className="flex min-h-[70dvh] items-center">
        <EmptyState icon="smile" title={t("account.kids.title")} body={t("account.kids.body")}>
          <Link to="/profiles" className={buttonClass("accent")}>
            {t("account.kids.action")}
          </Link>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="edge mx-auto grid w-full max-w-6xl gap-x-12 gap-y-6 pt-6 pb-24 lg:grid-cols-[15rem_minmax(0,1fr)] lg:pt-10">
      <nav
        ref={nav}
        aria-label={t("app.account")}
        className="max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 max-lg:pb-2"
      >
        <ul className="flex gap-1 lg:sticky lg:top-24 lg:grid">
          {PAGES.map(({ to, icon, name }) => (
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
        {me ? (
          <Outlet />
        ) : (
          <div aria-busy="true" className="grid gap-6">
            <Skeleton className="h-10 w-64" />
            <Skeleton className="h-64 rounded-2xl" />
          </div>
        )}
      </div>
    </div>
  );
}
