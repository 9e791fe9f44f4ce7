import type { QueryClient } from "@tanstack/react-query";
import { changeViewer, meQuery } from "../queries.ts";

const CHANNEL = "streamverse.viewer";

/** Tell this browser's other tabs that somebody else is here now. */
export function tellTabs(): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
}

/** Follow what other tabs do: who is here changes, and a film that was somebody else's is left. */
export function followTabs(
  queryClient: QueryClient,
  router: { history: { location: { pathname: string }; replace: (path: string) => void } },
): void {
  if (typeof BroadcastChannel === "undefined") return;
  new BroadcastChannel(CHANNEL).onmessage = async () => {
    if (router.history.location.pathname.startsWith("/watch/")) router.history.replace("/");
    const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    await changeViewer(queryClient, me);
  };
}
