import { useI18n } from "@streamverse/i18n";
import { Button, EmptyState, ErrorState, Skeleton } from "@streamverse/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { detailOf, useTabName, wordsFor } from "../../../words.ts";
import { PageHead, Toggle } from "../parts.tsx";
import { CaseView } from "./CaseView.tsx";
import { pageOf, QUEUES, type Queue } from "./cases.ts";
import { QueueList } from "./QueueList.tsx";

/** What waits for an editor: one after the other, by keys if one likes. */
export function ReviewPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const [queue, setQueue] = useState<Queue>("in_review");
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useInfiniteQuery({
    queryKey: ["studio", "review", queue],
    queryFn: ({ pageParam }) => pageOf(queue, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
  useTabName(t("studio.part.review"));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === chosen),
  );
  const item = items[at];
  const step = (by: number) => {
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
    if (next) setChosen(next.id);
  };
  return (
    <>
      <PageHead
        title={t("studio.part.review")}
        lead={t("studio.review.lead")}
        action={
          <span className="flex gap-2">
            {QUEUES.map((each) => (
              <Toggle key={each} isOn={queue === each} onChange={() => setQueue(each)}>
                {t(each === "flagged" ? "studio.flagged" : "studio.state.in_review")}
              </Toggle>
            ))}
          </span>
        }
      />
      {!query.data && !query.error && <Skeleton className="h-96 rounded-2xl" />}
      {!query.data && query.error && (
        <ErrorState
          body={wordsFor(query.error, i18n)}
          detail={detailOf(query.error)}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data && !item && (
        <EmptyState
          icon="check"
          title={t("studio.review.empty.title")}
          body={t("studio.review.empty.body")}
        />
      )}
      {item && (
        <div className="grid items-start gap-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
          <div className="min-w-0">
            <QueueList items={items} at={at} onChoose={setChosen} />
            {query.hasNextPage && (
              <Button
                size="sm"
                className="mt-2"
                isBusy={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t("studio.loadMore")}
              </Button>
            )}
          </div>
          <CaseView
            key={item.id}
            item={item}
            onStep={step}
            onDone={() => {
              // The next one opens by itself.
              const next = items[at + 1] ?? items[at - 1];
              setChosen(next?.id ?? null);
            }}
          />
        </div>
      )}
    </>
  );
}
