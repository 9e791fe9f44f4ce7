import { type Answered, ApiProblem, type StudioTitle, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, ErrorState, Icon, Skeleton, useToast } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { meQuery } from "../../../queries.ts";
import { detailOf, useTabName, wordsFor } from "../../../words.ts";
import { NotFoundPage } from "../../problems.tsx";
import { Completeness, TitleStateMark } from "../parts.tsx";
import { DeskProvider, useDeskView } from "./context.ts";
import { shown } from "./draft.ts";
import { MergeDialog } from "./MergeDialog.tsx";
import { Preview } from "./Preview.tsx";
import { SaveMark } from "./SaveMark.tsx";
import { TABS, type Tab, tabOf, tabsOf } from "./tabs.ts";
import { useReadiness } from "./useReadiness.ts";
import { useLeaveGuard, useTitleDesk } from "./useTitleDesk.ts";

const PARTS: Record<Tab, ReturnType<typeof lazy>> = {
  details: lazy(async () => ({ default: (await import("./details/DetailsTab.tsx")).DetailsTab })),
  people: lazy(async () => ({ default: (await import("./people/PeopleTab.tsx")).PeopleTab })),
  artwork: lazy(async () => ({ default: (await import("./artwork/ArtworkTab.tsx")).ArtworkTab })),
  video: lazy(async () => ({ default: (await import("./video/VideoTab.tsx")).VideoTab })),
  episodes: lazy(async () => ({
    default: (await import("./episodes/EpisodesTab.tsx")).EpisodesTab,
  })),
  markers: lazy(async () => ({ default: (await import("./markers/MarkersTab.tsx")).MarkersTab })),
  rights: lazy(async () => ({ default: (await import("./rights/RightsTab.tsx")).RightsTab })),
  history: lazy(async () => ({ default: (await import("./history/HistoryTab.tsx")).HistoryTab })),
  publish: lazy(async () => ({ default: (await import("./publish/PublishTab.tsx")).PublishTab })),
};

/** One title: everything that can be said about it, in parts, saved as it is typed. */
export function TitleEditor() {
  const i18n = useI18n();
  const { id } = useParams({ from: "/shell/studio/titles/$id/$tab" });
  const { data: me } = useQuery(meQuery);
  const { data, error, refetch } = useQuery({
    queryKey: ["studio", "title", id],
    queryFn: () => studio.title(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (data && me) return <Desk key={data.body.id} found={data} accountId={me.id} />;
  if (error instanceof ApiProblem && [403, 404, 410].includes(error.status)) {
    return <NotFoundPage />;
  }
  if (error) {
    return (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    );
  }
  return <PartSkeleton />;
}

function Desk({ found, accountId }: { found: Answered<StudioTitle>; accountId: string }) {
  const { t } = useI18n();
  const say = useToast();
  const desk = useTitleDesk(found, accountId);
  const guard = useLeaveGuard(desk);
  useEffect(() => {
    const { broughtBack } = desk.view();
    if (broughtBack > 0) say(t("studio.save.broughtBack", { count: broughtBack }));
  }, [desk, say, t]);
  return (
    <DeskProvider value={desk}>
      <Frame />
      <MergeDialog />
      {guard.status === "blocked" && (
        <Dialog
          title={t("studio.leave.title")}
          onClose={() => guard.reset?.()}
          actions={
            <>
              <Button onClick={() => guard.reset?.()}>{t("studio.leave.stay")}</Button>
              <Button look="accent" onClick={() => guard.proceed?.()}>
                {t("studio.leave.go")}
              </Button>
            </>
          }
        >
          {t("studio.leave.body")}
        </Dialog>
      )}
    </DeskProvider>
  );
}

function Frame() {
  const { t } = useI18n();
  const { title, draft } = useDeskView();
  const { tab: wanted } = useParams({ from: "/shell/studio/titles/$id/$tab" });
  const tabs = tabsOf(title.kind);
  const tab = tabs.find((each) => each === wanted) ?? "details";
  const Part = PARTS[tab];
  const name = shown(draft).name || t("studio.value.empty");
  const { data: readiness } = useReadiness(title.id);
  useTabName(name);
  return (
    <>
      <header className="mb-2 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-80">
          <Link
            to="/studio"
            className="-ms-1 inline-flex min-h-9 items-center gap-1.5 rounded-lg px-1 text-sm font-semibold text-ink-2 hover:text-ink-1"
          >
            <Icon name="chevronLeft" className="size-4 rtl:-scale-x-100" />
            {t("studio.part.titles")}
          </Link>
          <h1 className="tight line-clamp-2 text-xl font-extrabold break-words">{name}</h1>
          <p className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm text-ink-2">
            <TitleStateMark state={title.state} at={title.publish_at} />
            <span>{t(`studio.kind.${title.kind}`)}</span>
            {readiness && (
              <Completeness percent={readiness.percent} label={t("studio.column.completeness")} />
            )}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-3 sm:pt-8">
          <SaveMark />
        </div>
      </header>
      <TabBar tabs={tabs} tab={tab} id={title.id} refused={Object.keys(draft.refused)} />
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <Suspense key={tab} fallback={<PartSkeleton />}>
            <Part />
          </Suspense>
        </div>
        <aside className="sticky top-20 max-xl:hidden">
          <Preview />
        </aside>
        <details className="xl:hidden">
          <summary className="min-h-11 cursor-pointer py-2 text-sm font-semibold text-ink-2">
            {t("studio.preview")}
          </summary>
          <div className="max-w-md">
            <Preview />
          </div>
        </details>
      </div>
    </>
  );
}

function TabBar({
  tabs,
  tab,
  id,
  refused,
}: {
  tabs: readonly Tab[];
  tab: Tab;
  id: string;
  refused: readonly string[];
}) {
  const { t } = useI18n();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = tab && nav.current?.querySelector("[aria-current=page]");
    if (link) link.scrollIntoView({ block: "nearest", inline: "center" });
  }, [tab]);
  const troubled = new Set(refused.map(tabOf));
  return (
    <nav
      ref={nav}
      aria-label={t("studio.tabs")}
      className="-mx-1 mb-6 overflow-x-auto px-1 py-2 [scrollbar-width:none]"
    >
      <ul className="flex gap-1.5">
        {TABS.filter((each) => tabs.includes(each)).map((each) => (
          <li key={each}>
            <Link
              to="/studio/titles/$id/$tab"
              params={{ id, tab: each }}
              replace
              aria-current={each === tab ? "page" : undefined}
              className="inline-flex min-h-10 items-center gap-1.5 rounded-full bg-surface-1 px-4 text-sm font-semibold whitespace-nowrap text-ink-2 transition-colors duration-150 hover:bg-surface-2 hover:text-ink-1 aria-[current=page]:bg-ink-1 aria-[current=page]:text-surface-0"
            >
              {t(`studio.tab.${each}`)}
              {troubled.has(each) && <Icon name="warning" className="size-4 text-danger" />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function PartSkeleton() {
  const { t } = useI18n();
  return (
    <div role="status" aria-busy="true" aria-label={t("app.loading")} className="grid gap-6">
      <Skeleton className="h-9 w-80 max-w-full" />
      <Skeleton className="h-96 rounded-2xl" />
    </div>
  );
}
