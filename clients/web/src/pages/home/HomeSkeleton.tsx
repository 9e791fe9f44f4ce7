import { useI18n } from "@streamverse/i18n";
import { Skeleton } from "@streamverse/ui";

const CARDS = Array.from({ length: 9 }, (_, i) => i);

/** The home page's shape before its films are there. */
export function HomeSkeleton() {
  const { t } = useI18n();
  return (
    <div role="status" aria-busy="true" aria-label={t("app.loading")} className="pb-20">
      <div className="-mt-16 mb-4 flex h-[min(86dvh,62rem)] min-h-[32rem] items-end bg-gradient-to-t from-surface-0 to-surface-2 max-sm:h-[78dvh]">
        <div className="edge w-full pb-12">
          <Skeleton className="h-16 w-[min(32rem,80%)]" />
          <Skeleton className="mt-4 h-6 w-[min(24rem,60%)]" />
          <div className="mt-7 flex gap-3">
            <Skeleton className="h-13 w-32" />
            <Skeleton className="h-13 w-32" />
          </div>
        </div>
      </div>
      <RowSkeleton />
      <RowSkeleton />
    </div>
  );
}

/** A row of posters on its way. */
export function RowSkeleton() {
  return (
    <div className="mb-10 overflow-hidden">
      <div className="edge">
        <Skeleton className="h-7 w-48" />
      </div>
      <div className="row-track row-posters">
        {CARDS.map((card) => (
          <div key={card}>
            <Skeleton className="aspect-[2/3] rounded-xl" />
            <Skeleton className="mt-3 h-4 w-3/4" />
            <Skeleton className="mt-1.5 h-3 w-1/2" />
          </div>
        ))}
      </div>
    </div>
  );
}
