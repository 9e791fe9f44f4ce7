import { api, type ProfileKey, people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { changeViewer, meQuery } from "../queries.ts";
import { forgetChoice, noteChoice } from "./chosen.ts";
import { keepHabits } from "./habits.ts";
import { takeUp } from "./preferences.ts";
import { tellTabs } from "./tabs.ts";

/** Who is here changes: signed in, another profile, signed out. Every tab hears of it. */
export function useViewer() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { setLocale } = useI18n();

  const refresh = useCallback(async () => {
    const me = await api.me();
    void changeViewer(queryClient, me);
    tellTabs();
    if (me.profile) {
      people.preferences().then(
        (preferences) => takeUp(preferences, setLocale),
        () => undefined,
      );
    }
    return me;
  }, [queryClient, setLocale]);

  /** A sign-in has just succeeded: ask who is watching, or go where one wanted to go. */
  const arrive = useCallback(
    async (next?: string) => {
      forgetChoice();
      const me = await refresh();
      const isAtWork = next?.startsWith("/admin") ?? false;
      if ((me.profiles_count > 1 || !me.profile) && !isAtWork) {
        await router.navigate({ to: "/profiles", search: next ? { next } : {}, replace: true });
        return;
      }
      noteChoice(me.id);
      router.history.replace(next ?? "/");
    },
    [refresh, router],
  );

  /** Become a profile; it refuses by throwing, for instance a wrong PIN. */
  const enter = useCallback(
    async (profile_id: string, key: ProfileKey | null = null) => {
      await people.enterProfile(profile_id, key);
      const me = await refresh();
      noteChoice(me.id);
    },
    [refresh],
  );

  const leave = useCallback(async () => {
    await api.signOut().catch(() => undefined);
    forgetChoice();
    keepHabits(null);
    await router.navigate({ to: "/" });
    void changeViewer(queryClient, null);
    tellTabs();
  }, [queryClient, router]);

  /** Something about the account changed: ask again, without disturbing anything else. */
  const renew = useCallback(
    () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
    [queryClient],
  );

  return { arrive, enter, leave, renew, refresh };
}
