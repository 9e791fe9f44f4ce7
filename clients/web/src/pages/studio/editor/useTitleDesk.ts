import { type Answered, type StudioTitle, studio } from "@streamverse/api";
import { useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { asSent } from "./document.ts";
import { isClean } from "./draft.ts";
import { LocalDrafts } from "./localDrafts.ts";
import { TitleDesk } from "./TitleDesk.ts";

/** The desk of one title: alive while its page is open, in step with other tabs. */
export function useTitleDesk(found: Answered<StudioTitle>, accountId: string): TitleDesk {
  const queryClient = useQueryClient();
  const { id } = found.body;
  const [{ desk, tabs }] = useState(() => {
    const channel = new BroadcastChannel(`streamverse.title.${id}`);
    const made = new TitleDesk(found, {
      read: () => studio.title(id),
      change: (edits, version, isLast) => studio.change(id, asSent(edits), version, isLast),
      drafts: new LocalDrafts(accountId, id),
      tell: () => {
        channel.postMessage("saved");
        void queryClient.invalidateQueries({ queryKey: ["studio", "titles"] });
        void queryClient.invalidateQueries({ queryKey: ["studio", "readiness", id] });
        void queryClient.invalidateQueries({ queryKey: ["title"] });
      },
    });
    return { desk: made, tabs: channel };
  });

  useEffect(() => {
    const hear = () => void desk.refresh();
    const leave = () => void desk.save(true);
    const look = () => {
      if (document.hidden) leave();
      else hear();
    };
    const online = () => void desk.save();
    const press = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void desk.save();
    };
    tabs.addEventListener("message", hear);
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", online);
    window.addEventListener("keydown", press);
    document.addEventListener("visibilitychange", look);
    return () => {
      tabs.removeEventListener("message", hear);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", online);
      window.removeEventListener("keydown", press);
      document.removeEventListener("visibilitychange", look);
    };
  }, [desk, tabs]);
  return desk;
}

/** Asks before somebody leaves with words that could not be saved; saves them first if it can. */
export function useLeaveGuard(desk: TitleDesk) {
  return useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      const isWithin = (path: string) => path.startsWith(`/studio/titles/${desk.view().title.id}`);
      if (isWithin(current.pathname) && isWithin(next.pathname)) return false;
      return !isClean(desk.view().draft) && !(await desk.save());
    },
    enableBeforeUnload: () => !isClean(desk.view().draft),
    withResolver: true,
  });
}
