import { useI18n } from "@streamverse/i18n";
import { Button, ErrorState, Skeleton } from "@streamverse/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { detailOf, wordsFor } from "../../words.ts";
import { TitleTile } from "../TitleTile.tsx";
import type { CardPages } from "./queries.ts";

const WAITING = Array.from({ length: 18 }, (_, i) => i);

/** Cards in lines, more of them as one comes to the end; the button does the same by hand. */
export function CardGrid({
  query,
  shape = "poster",
  empty,
}: {
  query: CardPages;
  shape?: "poster" | "still";
  empty?: ReactNode;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(query);
  const end = useRef<HTMLDivElement>(null);
  const cards = data?.pages.flatMap((page) => page.items);
  const isStuck = error !== null;

  useEffect(() => {
    const element = end.current;
    if (!element || !hasNextPage || isFetchingNextPage || isStuck) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && void fetchNextPage(),
      { rootMargin: "900px" },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [hasNextPage, isFetchingNextPage, isStuck, fetchNextPage]);

  if (!cards) {
    return error ? (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    ) : (
      <GridSkeleton shape={shape} />
    );
  }
  if (cards.length === 0 && !hasNextPage) return empty;
  return (
    <>
      <ul className={shape === "still" ? "grid-stills" : "grid-posters"}>
        {cards.map((card) => (
          <li key={card.id} className="min-w-0">
            <TitleTile card={card} shape={shape} />
          </li>
        ))}
      </ul>
      <div ref={end} className="mt-8 flex min-h-11 flex-col items-center gap-3">
        {isStuck && <p className="text-sm text-danger">{wordsFor(error, i18n)}</p>}
        {hasNextPage ? (
          <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("browse.more")}
          </Button>
        ) : (
          <p className="text-xs text-ink-3">{t("browse.end", { count: cards.length })}</p>
        )}
      </div>
    </>
  );
}

/** The lines before their cards are there. */
export function GridSkeleton({ shape = "poster" }: { shape?: "poster" | "still" }) {
  const { t } = useI18n();
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label={t("app.loading")}
      className={shape === "still" ? "grid-stills" : "grid-posters"}
    >
      {WAITING.map((card) => (
        <div key={card}>
          <Skeleton
            className={shape === "still" ? "aspect-video rounded-xl" : "aspect-[2/3] rounded-xl"}
          />
          <Skeleton className="mt-3 h-4 w-3/4" />
          <Skeleton className="mt-1.5 h-3 w-1/2" />
        </div>
      ))}
    </div>
  );
}
