import { useI18n } from "@streamverse/i18n";
import { Button, EmptyState, ErrorState, Skeleton } from "@streamverse/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { meQuery } from "../../../queries.ts";
import { detailOf, useTabName, wordsFor } from "../../../words.ts";
import { isEditor } from "../may.ts";
import { PageHead } from "../parts.tsx";
import { usePendingDeletes } from "../pendingDeletes.ts";
import { isNarrowed } from "./address.ts";
import { BulkBar } from "./BulkBar.tsx";
import { Filters } from "./Filters.tsx";
import { NewTitleDialog } from "./NewTitleDialog.tsx";
import { titlesQuery, viewsQuery } from "./queries.ts";
import { NONE, type Selection, within } from "./selection.ts";
import { TitleTable } from "./TitleTable.tsx";
import { useBulk } from "./useBulk.ts";
import { useLooking } from "./useLooking.ts";

/** The titles that one may change, as a table with filters, sorts and actions for many. */
export function TitlesPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { data: me } = useQuery(meQuery);
  const [looking, look] = useLooking();
  const query = useInfiniteQuery({
    ...titlesQuery(looking, isEditor(me)),
    // Nothing but what was deleted may be offered to be brought back.
    placeholderData: (before) => (looking.trash ? undefined : before),
  });
  const [selection, setSelection] = useState<Selection>(NONE);
  const [isMaking, setMaking] = useState(false);
  const pending = usePendingDeletes();
  const bulk = useBulk(() => setSelection(NONE));
  useTabName(t("studio.part.titles"));

  const titles = query.data?.pages
    .flatMap((page) => page.items)
    .filter(({ id }) => !pending.has(id));
  const chosen = within(selection, titles?.map(({ id }) => id) ?? []);
  const { data: views } = useQuery(viewsQuery(titles?.map(({ id }) => id) ?? []));
  const isFiltered = isNarrowed(looking);
  return (
    <>
      <PageHead
        title={t("studio.part.titles")}
        lead={t(looking.trash ? "studio.trash.lead" : "studio.titles.lead")}
        action={
          <Button look="accent" icon="plus" onClick={() => setMaking(true)}>
            {t("studio.new")}
          </Button>
        }
      />
      <Filters looking={looking} look={look} isEditor={isEditor(me)} />
      {!titles && !query.error && <TableSkeleton />}
      {!titles && query.error && (
        <ErrorState
          body={wordsFor(query.error, i18n)}
          detail={detailOf(query.error)}
          onRetry={() => void query.refetch()}
        />
      )}
      {titles?.length === 0 && looking.trash && (
        <EmptyState
          icon="trash"
          title={t("studio.trash.empty.title")}
          body={t("studio.trash.empty.body")}
        />
      )}
      {titles?.length === 0 && !looking.trash && isFiltered && (
        <p role="status" className="py-16 text-center text-ink-2">
          {t("studio.titles.noMatch")}
        </p>
      )}
      {titles?.length === 0 && !looking.trash && !isFiltered && (
        <EmptyState
          icon="film"
          title={t("studio.titles.empty.title")}
          body={t("studio.titles.empty.body")}
        >
          <Button look="accent" icon="plus" onClick={() => setMaking(true)}>
            {t("studio.new")}
          </Button>
        </EmptyState>
      )}
      {titles && titles.length > 0 && (
        <TitleTable
          titles={titles}
          views={views}
          selection={chosen}
          onSelect={setSelection}
          onRestore={looking.trash ? (title) => void bulk.restore([title]) : undefined}
        />
      )}
      {query.hasNextPage && (
        <Button
          className="mt-6"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("studio.loadMore")}
        </Button>
      )}
      <BulkBar
        chosen={titles?.filter(({ id }) => chosen.ids.has(id)) ?? []}
        isTrash={looking.trash}
        onDone={() => setSelection(NONE)}
      />
      {isMaking && <NewTitleDialog isEditor={isEditor(me)} onClose={() => setMaking(false)} />}
    </>
  );
}

const ROWS = [0, 1, 2, 3, 4, 5, 6, 7];

function TableSkeleton() {
  const { t } = useI18n();
  return (
    <div role="status" aria-busy="true" aria-label={t("app.loading")}>
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-4 border-b border-line/60 px-3 py-2.5">
          <Skeleton className="size-5" />
          <Skeleton className="aspect-video w-24 max-sm:w-16" />
          <Skeleton className="h-4 w-1/3" />
          <span className="flex-1" />
          <Skeleton className="h-4 w-24" />
        </div>
      ))}
    </div>
  );
}
