import { type Move, type StudioCard, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { useToast } from "@streamverse/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { wordsFor } from "../../../words.ts";
import { hideForNow, showAgain } from "../pendingDeletes.ts";

const AT_ONCE = 4;

export interface Failure {
  readonly title: StudioCard;
  readonly words: string;
}

/** What one does with many titles: a few at a time, and a report of those that would not. */
export function useBulk(onDone: () => void) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [failures, setFailures] = useState<readonly Failure[]>([]);

  const again = () => queryClient.invalidateQueries({ queryKey: ["studio", "titles"] });

  const each = async (
    titles: readonly StudioCard[],
    act: (title: StudioCard) => Promise<unknown>,
  ) => {
    const failed: Failure[] = [];
    const waiting = [...titles];
    let done = 0;
    setFailures([]);
    setProgress({ done, total: titles.length });
    const work = async () => {
      for (let title = waiting.shift(); title; title = waiting.shift()) {
        try {
          await act(title);
        } catch (error) {
          failed.push({ title, words: wordsFor(error, i18n) });
        }
        done += 1;
        setProgress({ done, total: titles.length });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    setProgress(null);
    setFailures(failed);
    await again();
    return titles.length - failed.length;
  };

  const move = async (titles: readonly StudioCard[], wish: Move) => {
    const count = await each(titles, ({ id, desk }) =>
      studio.move(id, wish, desk ? `"${desk.version}"` : null),
    );
    if (count > 0) {
      say(t("studio.moved", { count, state: t(`studio.state.${wish.to}`) }));
      onDone();
    }
  };

  /** Hidden at once; gone when the time for an undo is over. */
  const remove = (titles: readonly StudioCard[]) => {
    for (const { id } of titles) hideForNow(id);
    onDone();
    say(t("studio.deleted", { count: titles.length }), {
      onUndo: () => {
        for (const { id } of titles) showAgain(id);
      },
      onSettled: () =>
        void each(titles, ({ id, desk }) =>
          studio.remove(id, desk ? `"${desk.version}"` : null),
        ).then(() => {
          for (const { id } of titles) showAgain(id);
        }),
    });
  };

  const restore = async (titles: readonly StudioCard[]) => {
    const count = await each(titles, ({ id }) => studio.bringBack(id));
    if (count > 0) say(t("studio.restored", { count }));
    onDone();
  };

  return { move, remove, restore, progress, failures, forget: () => setFailures([]) };
}
