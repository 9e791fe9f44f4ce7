import { shelf, type TitleCard } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Card, EmptyState, useToast } from "@streamverse/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CornerButton } from "../../shelf/CornerButton.tsx";
import { watchlistQuery } from "../../shelf/queries.ts";
import { badgesOf, metaLine, wordsFor } from "../../words.ts";
import { hideForNow, showAgain, usePendingDeletes } from "../studio/pendingDeletes.ts";
import { AccountPage, Waiting } from "./parts.tsx";

/** What this profile kept for later. */
export function WatchlistPage() {
  const { t } = useI18n();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(watchlistQuery);
  const pending = usePendingDeletes();
  const cards = data?.pages
    .flatMap((page) => page.items)
    .map((item) => item.title)
    .filter((card) => !pending.has(keyOf(card)));
  return (
    <AccountPage title={t("account.watchlist")} lead={t("account.watchlist.lead")}>
      {!cards && <Waiting error={error} onRetry={() => void refetch()} height="h-96" />}
      {cards?.length === 0 && !hasNextPage && (
        <EmptyState icon="plus" title={t("list.empty.title")} body={t("list.empty.body")}>
          <Link to="/" className={buttonClass("accent")}>
            {t("shelf.home")}
          </Link>
        </EmptyState>
      )}
      {cards && cards.length > 0 && (
        <ul className="grid grid-cols-2 gap-x-4 gap-y-7 sm:grid-cols-3 md:grid-cols-4">
          {cards.map((card) => (
            <ListedTile key={card.id} card={card} />
          ))}
        </ul>
      )}
      {hasNextPage && (
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

function ListedTile({ card }: { card: TitleCard }) {
  const i18n = useI18n();
  const { t } = i18n;
  const remove = useRemoval();
  const { poster, still } = card.artwork;
  return (
    <li className="group/tile relative min-w-0">
      <Card
        name={card.name}
        picture={poster ?? still}
        shape="poster"
        meta={metaLine(card, i18n)}
        badges={badgesOf(card, i18n)}
        link={(className, children) => (
          <Link to="/title/$slug" params={{ slug: card.slug }} className={className}>
            {children}
          </Link>
        )}
      />
      <CornerButton
        icon="close"
        label={t("list.remove", { name: card.name })}
        isForThumbs
        onPress={() => remove(card)}
      />
    </li>
  );
}

/** Off the page at once, off the list when it can no longer be undone. */
function useRemoval() {
  const i18n = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();

  const settle = async (card: TitleCard) => {
    try {
      await shelf.remove(card.id);
      await queryClient.invalidateQueries({ queryKey: watchlistQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: ["title", card.slug] });
      await queryClient.invalidateQueries({ queryKey: ["home"], refetchType: "none" });
    } catch (error) {
      say(wordsFor(error, i18n), { isProblem: true });
    } finally {
      showAgain(keyOf(card));
    }
  };
  return (card: TitleCard) => {
    hideForNow(keyOf(card));
    say(i18n.t("list.removed", { name: card.name }), {
      onUndo: () => showAgain(keyOf(card)),
      onSettled: () => void settle(card),
    });
  };
}

/** A title that is hidden here is not hidden among the uploads and the watched. */
function keyOf(card: TitleCard): string {
  return `list ${card.id}`;
}
