import type { ShownCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import { useList } from "./useList.ts";

/** On the list or not, in one press. */
export function ListButton({ card }: { card: Pick<ShownCard, "id" | "name" | "is_in_watchlist"> }) {
  const { t } = useI18n();
  const change = useList();
  const isListed = card.is_in_watchlist ?? false;
  return (
    <Button
      size="lg"
      icon={isListed ? "check" : "plus"}
      aria-pressed={isListed}
      title={t(isListed ? "list.remove" : "list.add", { name: card.name })}
      onClick={() => void change(card)}
    >
      {t("list.name")}
    </Button>
  );
}
