import type { AssetCard } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import { Button, Dialog, Field, Skeleton } from "@streamverse/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { assetsQuery } from "../../../../queries.ts";
import { candidatesOf } from "../../candidates.ts";
import { nameOf } from "../../FilmsPage.tsx";
import { StateBadge } from "../../StateBadge.tsx";

/** One of the uploads. */
export function AssetDialog({
  onClose,
  onChoose,
}: {
  onClose: () => void;
  onChoose: (asset: AssetCard) => void;
}) {
  const { t } = useI18n();
  const [words, setWords] = useState("");
  const query = useInfiniteQuery(assetsQuery);
  const assets = query.data?.pages
    .flatMap((page) => page.items)
    .filter((asset) => nameOf(asset).toLowerCase().includes(words.toLowerCase()));
  return (
    <Dialog title={t("studio.video.choose")} onClose={onClose}>
      <Field
        label={t("studio.search")}
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {!assets && <Skeleton className="mt-4 h-64" />}
      {assets?.length === 0 && <p className="py-8 text-center">{t("studio.video.noUploads")}</p>}
      <ul className="mt-3 grid max-h-[50dvh] gap-1 overflow-y-auto p-1">
        {assets?.map((asset) => {
          const poster = candidatesOf(asset).find((one) => one.isChosen)?.url;
          return (
            <li key={asset.id}>
              <button
                type="button"
                onClick={() => onChoose(asset)}
                className="flex w-full items-center gap-3 rounded-lg p-2 text-start hover:bg-surface-3"
              >
                <span className="block aspect-video w-20 shrink-0 overflow-hidden rounded-md bg-surface-3">
                  {poster && <img src={poster} alt="" className="size-full object-cover" />}
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-sm font-semibold text-ink-1">
                    {nameOf(asset)}
                  </span>
                  <span className="flex items-center gap-3 text-xs">
                    <StateBadge state={asset.state} />
                    {asset.duration_seconds ? clock(asset.duration_seconds) : ""}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {query.hasNextPage && (
        <Button
          className="mt-3"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("studio.loadMore")}
        </Button>
      )}
    </Dialog>
  );
}
