import type { QueryClient } from "@tanstack/react-query";
import { changeViewer, meQuery } from "../queries.ts";

// One object speaks and listens: a second one of this tab would hear the first.
const channel =
  typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("streamverse.viewer");

/** Tell this browser's other tabs that somebody else is here now. */
export function tellTabs(): void {
  channel?.postMessage("changed");
}

/** Follow what other tabs do: who is here changes, and a film that was somebody else's is left. */
export function followTabs(
  queryClient: QueryClient,
  router: { history: { location: { pathname: string }; replace: (path: string) => void } },
): void {
  if (!channel) return;
  channel.onmessage = async () => {
    if (router.history.location.pathname.startsWith("/watch/")) router.history.replace("/");
    const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    void changeViewer(queryClient, me);
  };
}
