import { csrfToken } from "@streamverse/api";
import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { hasChosen, noteChoice } from "../people/chosen.ts";
import { StepUpHost } from "../people/StepUpHost.tsx";
import { meQuery } from "../queries.ts";

/** Pages that one may see before saying who is watching. */
const OPEN =
  /^\/(profiles|login|register|verify|reset|unlock|activate|parental-consent|admin|account)(\/|$)/;

/** Everything: once per browser session it asks who is watching before it shows anything. */
export function Root() {
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
      <Outlet />
      <StepUpHost />
    </>
  );
}
