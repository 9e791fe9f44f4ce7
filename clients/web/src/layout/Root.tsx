import { csrfToken } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { hasChosen, noteChoice } from "../people/chosen.ts";
import { StepUpHost } from "../people/StepUpHost.tsx";
import { meQuery } from "../queries.ts";

/** Pages that one may see before saying who is watching. */
const OPEN =
  /^\/(profiles|login|register|verify|reset|unlock|activate|parental-consent|admin|account)(\/|$)/;

/** What bears names in the reader's language. */
const NAMED = new Set(["home", "title", "browse", "search", "watchlist", "history"]);

/** Everything: once per browser session it asks who is watching before it shows anything. */
export function Root() {
  useOwnLanguage();
  const { data: me, error } = useQuery(meQuery);
  const location = useLocation({ select: ({ pathname, href }) => ({ pathname, href }) });
  const isOpen = OPEN.test(location.pathname);
  if (me === undefined && !error && !isOpen && csrfToken() && !hasChosen()) return null;
  if (me && !me.viewed_by && !isOpen && (!hasChosen(me.id) || !me.profile)) {
    const isAsked = me.profiles_count > 1 || !me.profile;
    if (isAsked) return <Navigate to="/profiles" search={{ next: location.href }} replace />;
    noteChoice(me.id);
  }
  return (
    <>
      <Underway />
      <Outlet />
      <StepUpHost />
    </>
  );
}

/** Names of titles follow the language of the page. */
function useOwnLanguage() {
  const { locale } = useI18n();
  const queryClient = useQueryClient();
  const before = useRef(locale);
  useEffect(() => {
    if (before.current === locale) return;
    before.current = locale;
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => NAMED.has(String(queryKey[0])),
    });
  }, [locale, queryClient]);
}

/** A line at the top while the next page is on its way, after the tenth of a second nobody sees. */
function Underway() {
  const isUnderway = useRouterState({ select: ({ status }) => status === "pending" });
  return (
    <div
      aria-hidden="true"
      className={cx(
        "pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 bg-accent transition-opacity",
        isUnderway ? "animate-breathe opacity-100 delay-100" : "opacity-0",
      )}
    />
  );
}
