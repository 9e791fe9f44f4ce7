import { bulk, type Run } from "@streamverse/api";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isMoving, runQuery } from "./queries.ts";

/** A run that keeps itself up to date by server-sent events for as long as it moves on. */
export function useLiveRun(id: string) {
  const queryClient = useQueryClient();
  const query = useQuery(runQuery(id));
  const isLive = query.data ? isMoving(query.data) : false;
  useEffect(() => {
    if (!isLive) return;
    const events = new EventSource(bulk.eventsUrl(id), { withCredentials: true });
    events.addEventListener("run", (event: MessageEvent<string>) => {
      queryClient.setQueryData(runQuery(id).queryKey, JSON.parse(event.data) as Run);
    });
    return () => events.close();
  }, [id, isLive, queryClient]);
  return query;
}
