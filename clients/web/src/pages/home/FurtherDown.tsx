import { browse } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { CardGrid } from "../browse/CardGrid.tsx";
import { titlesQuery } from "../browse/queries.ts";
import { RowSkeleton } from "./HomeSkeleton.tsx";
import { TitleRow } from "./TitleRow.tsx";

const rowsQuery = (cursor: string) =>
  infiniteQueryOptions({
    queryKey: ["home", "rows", cursor],
    queryFn: ({ pageParam }) => browse.homeRows(pageParam),
    initialPageParam: cursor,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 60_000,
  });

/** The rows further down, as far as one scrolls, and then all there is. */
export function FurtherDown({ cursor }: { cursor: string | null }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isPending, isError } =
    useInfiniteQuery({ ...rowsQuery(cursor ?? ""), enabled: cursor !== null });
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = end.current;
    if (!element || !hasNextPage || isFetchingNextPage) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && void fetchNextPage(),
      { rootMargin: "800px" },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = data?.pages.flatMap((page) => page.rows).filter((row) => row.items.length > 0) ?? [];
  const isWaiting = cursor !== null && (isPending || isFetchingNextPage);
  const isOver = cursor === null || isError || (data && !hasNextPage);
  return (
    <>
      <div className="mt-10 grid grid-cols-1 gap-10">
        {rows.map((row) => (
          <TitleRow key={row.id} row={row} />
        ))}
      </div>
      <div ref={end} className="mt-10">
        {isWaiting && <RowSkeleton />}
      </div>
      {isOver && <Everything />}
    </>
  );
}

function Everything() {
  const { t } = useI18n();
  return (
    <section aria-label={t("browse.everything")} className="edge mt-2">
      <h2 className="tight mb-4 text-lg font-bold">{t("browse.everything")}</h2>
      <CardGrid query={titlesQuery({ sort: "popularity" })} />
    </section>
  );
}
