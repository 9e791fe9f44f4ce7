import { type RightsWindow, type RightsWish, studio, wishKey } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

/** A window being written: of which title, and the one it replaces. */
export interface Opened {
  readonly titleId: string;
  readonly window: RightsWindow | null;
}

/** Making, changing and removing rights windows, from wherever they are shown. */
export function useWindows(onChanged: () => void) {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [key] = useState(() => ({ value: wishKey() }));
  const again = () => {
    key.value = wishKey();
    void queryClient.invalidateQueries({ queryKey: ["studio", "rights"] });
    void queryClient.invalidateQueries({ queryKey: ["studio", "readiness"] });
    onChanged();
  };
  const save = useMutation({
    mutationFn: ({ at, wish }: { at: Opened; wish: RightsWish }) =>
      at.window
        ? studio.putWindow(at.titleId, at.window, wish)
        : studio.addWindow(at.titleId, wish, key.value),
    onSuccess: ({ overlaps }) => {
      const count = overlaps?.length ?? 0;
      say(count > 0 ? t("studio.rights.savedOver", { count }) : t("studio.rights.saved"));
      setOpened(null);
      again();
    },
  });
  const remove = useMutation({
    mutationFn: async ({ titleId, window }: Opened) => {
      if (!window) return;
      await studio.removeWindow(titleId, window);
      const wish = wishOf(window);
      say(t("studio.rights.removed"), {
        onUndo: () => void studio.addWindow(titleId, wish, wishKey()).then(again),
      });
    },
    onSuccess: () => {
      setOpened(null);
      again();
    },
  });
  return {
    opened,
    open: (next: Opened | null) => {
      save.reset();
      remove.reset();
      setOpened(next);
    },
    save,
    remove,
  };
}

/** What can be written of a window. */
export function wishOf(window: RightsWindow): RightsWish {
  const { from_at, until_at, territories, excluded_territories, platforms, plans } = window;
  const { monetisation, max_rung, is_download_allowed, is_blackout, licensor, notes } = window;
  return {
    ...{ from_at, until_at, territories, excluded_territories, platforms, plans },
    ...{ monetisation, max_rung, is_download_allowed, is_blackout, licensor, notes },
  };
}
