import { type HistoryItem, shelf } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, EmptyState, Notice, Switch, useToast } from "@streamverse/ui";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { meQuery } from "../../queries.ts";
import { byDay } from "../../shelf/days.ts";
import { historyQuery } from "../../shelf/queries.ts";
import { wordsFor } from "../../words.ts";
import { hideForNow, showAgain, usePendingDeletes } from "../studio/pendingDeletes.ts";
import { ClearHistory } from "./ClearHistory.tsx";
import { HistoryLine } from "./HistoryLine.tsx";
import { AccountPage, Waiting } from "./parts.tsx";

/** What this profile watched, day by day; anything can be taken out of it. */
export function HistoryPage() {
  const i18n = useI18n();
  const { t, locale } = i18n;
  const { data: me } = useQuery(meQuery);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(historyQuery);
  const pending = usePendingDeletes();
  const remove = useRemoval();
  const items = data?.pages
    .flatMap((page) => page.items)
    .filter((item) => !pending.has(item.asset_id) && !pending.has(EVERYTHING));
  const isPaused = data?.pages[0]?.is_paused ?? false;
  const names = { today: t("history.today"), yesterday: t("history.yesterday") };
  return (
    <AccountPage title={t("account.history")} lead={t("account.history.lead")}>
      {data && (
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 rounded-2xl border border-line bg-surface-1 px-5 py-4">
          {me ? <Pause isPaused={isPaused} /> : <span />}
          {items && items.length > 0 && <ClearHistory onClear={remove.everything} />}
        </div>
      )}
      {isPaused && <Notice>{t("history.paused")}</Notice>}
      {!items && <Waiting error={error} onRetry={() => void refetch()} height="h-96" />}
      {items?.length === 0 && !hasNextPage && (
        <EmptyState icon="clock" title={t("history.empty.title")} body={t("history.empty.body")}>
          <Link to="/" className={buttonClass("accent")}>
            {t("shelf.home")}
          </Link>
        </EmptyState>
      )}
      {items &&
        byDay(items, new Date(), locale, names).map((day) => (
          <section key={day.name} aria-label={day.name}>
            <h2 className="mb-2 text-sm font-semibold text-ink-3">{day.name}</h2>
            <ul className="grid gap-1">
              {day.items.map((item) => (
                <HistoryLine key={item.asset_id} item={item} onRemove={() => remove.one(item)} />
              ))}
            </ul>
          </section>
        ))}
      {hasNextPage && items && items.length > 0 && (
        <Button
          className="justify-self-start"
          isBusy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("history.more")}
        </Button>
      )}
    </AccountPage>
  );
}

/** Stands for all of it among what is hidden while it can be undone. */
const EVERYTHING = "history";

/** Taking out: gone from the page at once, from the service when it can no longer be undone. */
function useRemoval() {
  const i18n = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();

  const settle = async (id: string, act: () => Promise<unknown>) => {
    try {
      await act();
      await queryClient.invalidateQueries({ queryKey: historyQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: ["home"], refetchType: "none" });
    } catch (error) {
      say(wordsFor(error, i18n), { isProblem: true });
    } finally {
      showAgain(id);
    }
  };
  const remove = (id: string, words: string, act: () => Promise<unknown>) => {
    hideForNow(id);
    say(words, { onUndo: () => showAgain(id), onSettled: () => void settle(id, act) });
  };
  return {
    one: ({ asset_id, name }: HistoryItem) =>
      remove(asset_id, i18n.t("history.removed", { name: name || i18n.t("history.gone") }), () =>
        shelf.removeFromHistory(asset_id),
      ),
    everything: () => remove(EVERYTHING, i18n.t("history.cleared"), shelf.clearHistory),
  };
}

function Pause({ isPaused }: { isPaused: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: shelf.pauseHistory,
    onError: (error) => say(wordsFor(error, i18n), { isProblem: true }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: historyQuery.queryKey }),
  });
  return (
    <Switch
      label={t("history.pause")}
      hint={t("history.pause.hint")}
      checked={change.isPending ? change.variables : isPaused}
      onChange={(event) => change.mutate(event.currentTarget.checked)}
      className="flex-1 basis-72"
    />
  );
}
