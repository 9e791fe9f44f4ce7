import { PLATFORMS, type PlannedTitle, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, EmptyState, ErrorState, Skeleton } from "@streamverse/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { detailOf, useTabName, wordsFor } from "../../../words.ts";
import { countries } from "../editor/places.ts";
import { PageHead, Panel, Pick, Toggle } from "../parts.tsx";
import { SpanTable } from "./SpanTable.tsx";
import { RangeBar, Timeline } from "./Timeline.tsx";
import { drawnOf, leavingSoon } from "./timeline.ts";
import { useRange } from "./useRange.ts";
import { platformName } from "./words.ts";

const SOON_DAYS = 30;
const DAY = 86_400_000;

interface Asked {
  readonly territory: string;
  readonly platform: string;
  readonly plan: string;
}

/** What many titles offer somebody along time: somewhere, on something, with some plan. */
export function RightsPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const navigate = useNavigate();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const word = (name: string) => (typeof search[name] === "string" ? String(search[name]) : "");
  const asked = { territory: word("territory"), platform: word("platform"), plan: word("plan") };
  const isTable = search.table === true;
  const { range, span, setSpan, by } = useRange("quarter");
  useTabName(t("studio.part.rights"));
  const look = (change: Record<string, string | boolean>) => {
    const next = { ...asked, ...(isTable ? { table: true } : {}), ...change };
    void navigate({
      to: "/studio/rights",
      search: Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as never,
      replace: true,
    });
  };
  const open = (titleId: string) =>
    void navigate({ to: "/studio/titles/$id/$tab", params: { id: titleId, tab: "rights" } });
  const wanted = {
    from: new Date(range.from).toISOString(),
    to: new Date(range.until).toISOString(),
    ...asked,
  };
  const query = useInfiniteQuery({
    queryKey: ["studio", "rights", "calendar", wanted],
    queryFn: ({ pageParam }) => studio.rightsCalendar({ ...wanted, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHead title={t("studio.part.rights")} lead={t("studio.rights.page.lead")} />
      <Filters asked={asked} isTable={isTable} look={look} />
      <div className="mb-3">
        <RangeBar range={range} span={span} onSpan={setSpan} onBy={by} />
      </div>
      {!items && !query.error && <Skeleton className="h-96 rounded-xl" />}
      {!items && query.error && (
        <ErrorState
          body={wordsFor(query.error, i18n)}
          detail={detailOf(query.error)}
          onRetry={() => void query.refetch()}
        />
      )}
      {items?.length === 0 && (
        <EmptyState
          icon="clock"
          title={t("studio.rights.empty.title")}
          body={t("studio.rights.empty.body")}
        />
      )}
      {items && items.length > 0 && !isTable && (
        <Timeline
          label={t("studio.rights.calendar")}
          rows={items.map((item) => ({
            id: item.title_id,
            windows: drawnOf(item.spans),
            name: <TitleLink item={item} />,
          }))}
          range={range}
          span={span}
          onOpen={(_, titleId) => open(titleId)}
        />
      )}
      {items && items.length > 0 && isTable && (
        <SpanTable label={t("studio.rights.calendar")} items={items} />
      )}
      {query.hasNextPage && (
        <Button
          className="mt-4"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("studio.loadMore")}
        </Button>
      )}
      <LeavingSoon asked={asked} />
    </>
  );
}

function Filters({
  asked,
  isTable,
  look,
}: {
  asked: Asked;
  isTable: boolean;
  look: (change: Record<string, string | boolean>) => void;
}) {
  const i18n = useI18n();
  const { t, locale } = i18n;
  return (
    <search aria-label={t("studio.filters")} className="mb-4 flex flex-wrap items-center gap-2">
      <Pick
        isFilter
        label={t("studio.territory")}
        value={asked.territory}
        onChange={(event) => look({ territory: event.target.value })}
      >
        <option value="">{t("studio.tester.unknown")}</option>
        {countries(locale).map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Pick>
      <Pick
        label={t("studio.tester.platform")}
        value={asked.platform}
        onChange={(event) => look({ platform: event.target.value })}
      >
        {PLATFORMS.map((each) => (
          <option key={each} value={each === "web" ? "" : each}>
            {platformName(each, i18n)}
          </option>
        ))}
      </Pick>
      <input
        type="search"
        aria-label={t("studio.tester.plan")}
        placeholder={t("studio.tester.plan")}
        defaultValue={asked.plan}
        onChange={(event) => look({ plan: event.target.value.trim() })}
        className="h-10 w-36 rounded-lg border border-line-strong bg-surface-1 px-3 text-sm placeholder:text-ink-3"
      />
      <Toggle isOn={isTable} onChange={(table) => look({ table })}>
        {t("studio.rights.table")}
      </Toggle>
    </search>
  );
}

function TitleLink({ item }: { item: PlannedTitle }) {
  return (
    <Link
      to="/studio/titles/$id/$tab"
      params={{ id: item.title_id, tab: "rights" }}
      className="line-clamp-2 hover:underline"
    >
      {item.name}
    </Link>
  );
}

function LeavingSoon({ asked }: { asked: Asked }) {
  const { t, date } = useI18n();
  const { data } = useQuery({
    queryKey: ["studio", "rights", "soon", asked],
    queryFn: () => {
      const now = Date.now();
      return studio.rightsCalendar({
        ...asked,
        from: new Date(now).toISOString(),
        to: new Date(now + SOON_DAYS * DAY).toISOString(),
        limit: 100,
      });
    },
    staleTime: 0,
    placeholderData: (before) => before,
  });
  if (!data) return null;
  const soon = leavingSoon(data.items);
  return (
    <Panel title={t("studio.rights.soon")} lead={t("studio.rights.soon.lead")} className="mt-8">
      {soon.length === 0 ? (
        <p className="text-sm text-ink-3">{t("studio.rights.soon.none")}</p>
      ) : (
        <ul className="grid divide-y divide-line/60">
          {soon.map(({ item, until }) => (
            <li key={item.title_id} className="flex items-center gap-4 py-2 text-sm font-semibold">
              <span className="min-w-0 flex-1">
                <TitleLink item={item} />
              </span>
              <span className="tabular font-normal text-ink-2">{date(until)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
