import { type ShownCard, type ShownHome, shelf } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { useToast } from "@streamverse/ui";
import { useQueryClient } from "@tanstack/react-query";
import { homeQuery } from "../queries.ts";
import { wordsFor } from "../words.ts";

const ROW = "continue";

/** Take a title out of "continue watching", with a way back. */
export function useDismissal(): (card: Pick<ShownCard, "id" | "name">) => Promise<void> {
  const queryClient = useQueryClient();
  const i18n = useI18n();
  const say = useToast();

  const again = () => queryClient.invalidateQueries({ queryKey: homeQuery.queryKey });
  const refused = (error: unknown) => {
    say(wordsFor(error, i18n), { isProblem: true });
    return again();
  };
  return async (card) => {
    await queryClient.cancelQueries({ queryKey: homeQuery.queryKey });
    queryClient.setQueryData<ShownHome>(
      homeQuery.queryKey,
      (home) => home && without(home, card.id),
    );
    try {
      await shelf.dismiss(card.id);
    } catch (error) {
      await refused(error);
      return;
    }
    say(i18n.t("home.dismissed", { name: card.name }), {
      onUndo: () => void shelf.takeBack(card.id).then(again, refused),
    });
  };
}

function without(home: ShownHome, id: string): ShownHome {
  const rows = home.rows.map((row) =>
    row.id === ROW ? { ...row, items: row.items.filter((card) => card.id !== id) } : row,
  );
  return { ...home, rows };
}
