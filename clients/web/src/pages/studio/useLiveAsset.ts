import { type Asset, assetEventsUrl } from "@streamverse/api";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { assetQuery } from "../../queries.ts";

/** An asset that keeps itself up to date by server-sent events for as long as it changes. */
export function useLiveAsset(id: string) {
  const queryClient = useQueryClient();
  const query = useQuery(assetQuery(id));
  const [isCutOff, setCutOff] = useState(false);
  const state = query.data?.state;
  const isMoving = state !== undefined && state !== "ready" && state !== "failed";

  useEffect(() => {
    if (!isMoving) return;
    const events = new EventSource(assetEventsUrl(id), { withCredentials: true });
    const take = (event: MessageEvent<string>) => {
      setCutOff(false);
      queryClient.setQueryData(assetQuery(id).queryKey, JSON.parse(event.data) as Asset);
    };
    events.addEventListener("asset", take);
    events.addEventListener("error", () => setCutOff(true));
    events.addEventListener("open", () => setCutOff(false));
    return () => events.close();
  }, [id, isMoving, queryClient]);

  return { ...query, isCutOff: isCutOff && isMoving };
}
