import type { AssetCard } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import {
  Button,
  buttonClass,
  EmptyState,
  ErrorState,
  Field,
  Icon,
  IconButton,
  Progress,
  Skeleton,
} from "@streamverse/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { assetsQuery } from "../../queries.ts";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { candidatesOf } from "./candidates.ts";
import { usePendingDeletes } from "./pendingDeletes.ts";
import { StateBadge } from "./StateBadge.tsx";
import { useTitleOf } from "./useTitleOf.ts";

/** Everything one uploaded, as a table that scans well. */
export function FilmsPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(assetsQuery);
  const pending = usePendingDeletes();
  const [query, setQuery] = useState("");
  useTabName(t("studio.title"));

  const all = data?.pages.flatMap((page) => page.items).filter((one) => !pending.has(one.id));
  const found = all?.filter((one) => nameOf(one).toLowerCase().includes(query.toLowerCase()));
  return (
    <>
      <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="tight text-xl font-extrabold">{t("studio.title")}</h1>
          <p className="mt-1 text-ink-2">{t("studio.lead")}</p>
        </div>
        <Link to="/studio/upload" className={buttonClass("accent")}>
          <Icon name="upload" className="size-5" />
          {t("app.upload")}
        </Link>
      </div>
      {all && all.length > 4 && (
        <Field
          label={t("studio.search")}
          type="search"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          className="mb-5 max-w-sm"
        />
      )}
      {!all && !error && <TableSkeleton />}
      {!all && error && (
        <ErrorState
          body={wordsFor(error, i18n)}
          detail={detailOf(error)}
          onRetry={() => void refetch()}
        />
      )}
      {all?.length === 0 && (
        <EmptyState icon="upload" title={t("studio.empty.title")} body={t("studio.empty.body")}>
          <Link to="/studio/upload" className={buttonClass("accent")}>
            {t("app.upload")}
          </Link>
        </EmptyState>
      )}
      {all && all.length > 0 && found?.length === 0 && (
        <p className="py-10 text-center text-ink-2">{t("studio.noMatch", { query })}</p>
      )}
      {found && found.length > 0 && <FilmTable assets={found} />}
      {hasNextPage && (
        <Button className="mt-6" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("studio.loadMore")}
        </Button>
      )}
    </>
  );
}

function FilmTable({ assets }: { assets: readonly AssetCard[] }) {
  const { t } = useI18n();
  const head = "px-3 py-2 text-xs font-semibold text-ink-3";
  return (
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr className="border-b border-line">
          <th scope="col" className={`${head} text-start`}>
            {t("studio.column.title")}
          </th>
          <th scope="col" className={`${head} text-start`}>
            {t("studio.column.state")}
          </th>
          <th scope="col" className={`${head} text-end max-md:hidden`}>
            {t("studio.column.length")}
          </th>
          <th scope="col" className={`${head} text-end max-md:hidden`}>
            {t("studio.column.size")}
          </th>
          <th scope="col" className={`${head} text-end max-lg:hidden`}>
            {t("studio.column.added")}
          </th>
          <th scope="col">
            <span className="sr-only">{t("studio.column.titleOf")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {assets.map((asset) => (
          <FilmRow key={asset.id} asset={asset} />
        ))}
      </tbody>
    </table>
  );
}

function FilmRow({ asset }: { asset: AssetCard }) {
  const { t, bytes, date, percent } = useI18n();
  const titleOf = useTitleOf();
  const poster = candidatesOf(asset).find((one) => one.isChosen)?.url;
  const isMoving = asset.state !== "ready" && asset.state !== "failed";
  const cell = "px-3 py-2.5 align-middle";
  return (
    <tr className="group/film relative border-b border-line/60 transition-colors duration-150 hover:bg-surface-1">
      <td className={cell}>
        <Link
          to="/studio/assets/$id"
          params={{ id: asset.id }}
          className="flex items-center gap-4 font-semibold after:absolute after:inset-0"
        >
          <span className="block aspect-video w-24 shrink-0 overflow-hidden rounded-md bg-surface-3 max-sm:w-16">
            {poster && (
              <img src={poster} alt="" loading="lazy" className="size-full object-cover" />
            )}
          </span>
          <span className="line-clamp-2 break-words">{nameOf(asset)}</span>
        </Link>
      </td>
      <td className={cell}>
        <StateBadge state={asset.state} />
        {isMoving && (
          <span className="mt-1.5 flex max-w-44 items-center gap-2">
            <Progress value={asset.progress} label={nameOf(asset)} className="flex-1" />
            <span className="tabular text-xs text-ink-3">{percent(asset.progress)}</span>
          </span>
        )}
      </td>
      <td className={`${cell} tabular text-end text-ink-2 max-md:hidden`}>
        {asset.duration_seconds ? clock(asset.duration_seconds) : ""}
      </td>
      <td className={`${cell} tabular text-end text-ink-2 max-md:hidden`}>
        {bytes(asset.storage_bytes)}
      </td>
      <td className={`${cell} tabular text-end text-ink-2 max-lg:hidden`}>
        {asset.created_at ? date(asset.created_at) : ""}
      </td>
      <td className={`${cell} text-end`}>
        <IconButton
          icon="pencil"
          label={t("studio.titleOf", { name: nameOf(asset) })}
          disabled={titleOf.isPending}
          onClick={() => titleOf.mutate(asset)}
          className="relative z-1"
        />
      </td>
    </tr>
  );
}

export function nameOf(asset: AssetCard): string {
  return asset.title || asset.filename;
}

const ROWS = [0, 1, 2, 3, 4, 5];

function TableSkeleton() {
  const { t } = useI18n();
  return (
    <div role="status" aria-busy="true" aria-label={t("app.loading")}>
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-4 border-b border-line/60 px-3 py-2.5">
          <Skeleton className="aspect-video w-24 max-sm:w-16" />
          <Skeleton className="h-4 w-1/3" />
          <span className="flex-1" />
          <Skeleton className="h-4 w-24" />
        </div>
      ))}
    </div>
  );
}
