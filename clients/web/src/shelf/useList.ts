import { type ShownCard, type ShownHome, type ShownTitle, shelf } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { useToast } from "@streamverse/ui";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { homeQuery } from "../queries.ts";
import { wordsFor } from "../words.ts";

type Known = Pick<ShownCard, "id" | "name" | "is_in_watchlist">;

/** Put a title on the list or take it off: shown at once, and taken back when it is refused. */
export function useList(): (card: Known) => Promise<void> {
  const queryClient = useQueryClient();
  const i18n = useI18n();
  const say = useToast();
  return async ({ id, is_in_watchlist: was = false }) => {
    mark(queryClient, id, !was);
    try {
      await (was ? shelf.remove(id) : shelf.add(id));
    } catch (error) {
      mark(queryClient, id, was);
      say(wordsFor(error, i18n), { isProblem: true });
    }
    await queryClient.invalidateQueries({ queryKey: ["watchlist"] });
    // The home page keeps its rows while somebody looks at it, and has new ones next time.
    await queryClient.invalidateQueries({ queryKey: homeQuery.queryKey, refetchType: "none" });
  };
}

function mark(queryClient: QueryClient, id: string, is_in_watchlist: boolean): void {
  const marked = <T extends { id: string }>(card: T): T =>
    card.id === id ? { ...card, is_in_watchlist } : card;
  queryClient.setQueryData<ShownHome>(
    homeQuery.queryKey,
    (home) =>
      home && {
        hero: home.hero && marked(home.hero),
        heroes: (home.heroes ?? []).map(marked),
        rows: home.rows.map((row) => ({ ...row, items: row.items.map(marked) })),
      },
  );
  queryClient.setQueriesData<ShownTitle | null>(
    { queryKey: ["title"] },
    (title) => title && marked(title),
  );
}
