import {
  type Flag,
  type Paged,
  RESOLUTIONS,
  type Resolution,
  type StudioCard,
  type StudioTitle,
  studio,
} from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, cx, EmptyState, ErrorState, Skeleton, TextArea, useToast } from "@streamverse/ui";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { detailOf, useTabName, wordsFor } from "../../../words.ts";
import { documentOf } from "../editor/document.ts";
import { Checklist } from "../editor/publish/Checklist.tsx";
import { PageHead, Panel, Thumb, TitleStateMark, Toggle } from "../parts.tsx";
import { Steps } from "./Steps.tsx";

const QUEUES = ["in_review", "flagged"] as const;
type Queue = (typeof QUEUES)[number];

/** What somebody has to look at: a title, and what was said of it. */
export interface Case {
  readonly id: string;
  readonly title: StudioCard;
  readonly at: string | null;
  readonly by: string;
  readonly comment: string;
  readonly flag: Flag | null;
}

async function pageOf(queue: Queue, cursor: string | null): Promise<Paged<Case>> {
  if (queue === "flagged") {
    const page = await studio.flags({ cursor });
    return {
      next_cursor: page.next_cursor,
      items: page.items.map((flag) => ({
        ...{ id: flag.id, title: flag.title, at: flag.at, flag },
        ...{ by: flag.by?.name ?? "", comment: flag.comment },
      })),
    };
  }
  const page = await studio.review({ cursor });
  return {
    next_cursor: page.next_cursor,
    items: page.items.map(({ title, asked_at: at, asked_by, comment }) => ({
      ...{ id: title.id, title, at, by: asked_by?.name ?? "", comment, flag: null },
    })),
  };
}

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

function QueueList({
  items,
  at,
  onChoose,
}: {
  items: readonly Case[];
  at: number;
  onChoose: (id: string) => void;
}) {
  const { t, ago } = useI18n();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <ul
      ref={list}
      aria-label={t("studio.review.queue")}
      className="flex gap-1 max-lg:overflow-x-auto lg:sticky lg:top-20 lg:grid lg:max-h-[80dvh] lg:overflow-y-auto"
    >
      {items.map((item, i) => (
        <li key={item.id} className="max-lg:w-60 max-lg:shrink-0">
          <button
            type="button"
            aria-current={i === at ? "true" : undefined}
            onClick={() => onChoose(item.id)}
            className="flex w-full items-center gap-3 rounded-xl p-2 text-start -outline-offset-3 hover:bg-surface-1 aria-[current=true]:bg-surface-2"
          >
            <Thumb artwork={item.title.artwork} className="w-20" />
            <span className="min-w-0">
              <span className="line-clamp-2 text-sm font-semibold break-words">
                {item.title.name}
              </span>
              <span className="text-xs text-ink-3">
                {[t(`studio.kind.${item.title.kind}`), item.at ? ago(item.at) : ""]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function CaseView({
  item,
  onStep,
  onDone,
}: {
  item: Case;
  onStep: (by: number) => void;
  onDone: () => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const reason = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState("");
  const [needsReason, setNeedsReason] = useState(false);
  const { id } = item.title;
  const { data: found } = useQuery({
    queryKey: ["studio", "review", "title", id],
    queryFn: () => studio.title(id),
    staleTime: 0,
  });
  const isAsked = item.flag === null;
  const decide = useMutation({
    mutationFn: (to: "published" | "draft") =>
      studio.move(id, { to, comment: words.trim() }, found?.version ?? null),
    onSuccess: (_, to) => {
      say(
        t(to === "published" ? "studio.review.approved" : "studio.review.returned", {
          name: item.title.name,
        }),
      );
      void queryClient.invalidateQueries({ queryKey: ["studio", "review"] });
      void queryClient.invalidateQueries({ queryKey: ["studio", "titles"] });
      onDone();
    },
  });
  const approve = () => decide.mutate("published");
  const giveBack = () => {
    if (words.trim()) decide.mutate("draft");
    else {
      setNeedsReason(true);
      reason.current?.querySelector("textarea")?.focus();
    }
  };
  const latest = useRef({ approve, giveBack, onStep });
  latest.current = { approve, giveBack, onStep };
  const canDecide = isAsked && !decide.isPending;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (target.closest("input, textarea, select, dialog")) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "j") latest.current.onStep(1);
      else if (event.key === "k") latest.current.onStep(-1);
      else if (event.key === "a" && canDecide) latest.current.approve();
      else if (event.key === "r" && canDecide) latest.current.giveBack();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [canDecide]);

  return (
    <article aria-label={item.title.name} className="grid gap-6">
      <Panel>
        <header className="flex flex-wrap items-start justify-between gap-4">
          <div className="min-w-0 flex-1 basis-64">
            <h2 className="tight text-lg font-bold break-words">{item.title.name}</h2>
            <p className="mt-1">
              <TitleStateMark state={item.title.state} />
            </p>
          </div>
          <Link
            to="/studio/titles/$id/$tab"
            params={{ id, tab: "details" }}
            className="text-sm font-semibold text-accent-text hover:underline"
          >
            {t("studio.review.edit")}
          </Link>
        </header>
        {!item.flag && (item.comment || item.by) && (
          <blockquote className="mt-4 border-s-3 border-accent ps-3 text-sm" dir="auto">
            <span className="break-words whitespace-pre-line">{item.comment}</span>
            <footer className="text-xs text-ink-3">{item.by}</footer>
          </blockquote>
        )}
        {found ? <Facts title={found.body} /> : <Skeleton className="mt-4 h-40" />}
      </Panel>
      {item.flag && <FlagPanel flag={item.flag} onDone={onDone} />}
      {isAsked && (
        <Panel title={t("studio.review.decide")}>
          <div ref={reason}>
            <TextArea
              label={t("studio.review.words")}
              value={words}
              dir="auto"
              maxLength={2_000}
              problem={
                decide.error
                  ? wordsFor(decide.error, i18n)
                  : needsReason && !words.trim()
                    ? t("studio.review.needsReason")
                    : undefined
              }
              onChange={(event) => setWords(event.target.value)}
              className="[&_textarea]:min-h-20"
            />
          </div>
          <div className="mt-4 flex flex-wrap items-center gap-3">
            <Button
              look="accent"
              icon="check"
              isBusy={decide.isPending && decide.variables === "published"}
              aria-keyshortcuts="a"
              onClick={approve}
            >
              {t("studio.review.approve")}
              <Shortcut letter="A" />
            </Button>
            <Button
              icon="back"
              isBusy={decide.isPending && decide.variables === "draft"}
              aria-keyshortcuts="r"
              onClick={giveBack}
            >
              {t("studio.review.return")}
              <Shortcut letter="R" />
            </Button>
            <span className="text-xs text-ink-3">{t("studio.review.keys")}</span>
          </div>
        </Panel>
      )}
      <Panel title={t("studio.checklist")}>
        <Checklist titleId={id} />
      </Panel>
      <Panel title={t("studio.history.steps")}>
        <Steps titleId={id} canComment />
      </Panel>
    </article>
  );
}

function Shortcut({ letter }: { letter: string }) {
  return (
    <kbd className="rounded border border-current px-1.5 text-xs font-semibold opacity-80">
      {letter}
    </kbd>
  );
}

function Facts({ title }: { title: StudioTitle }) {
  const { t, duration } = useI18n();
  const document = documentOf(title);
  const facts = [
    [t("studio.field.tagline"), document.tagline],
    [t("studio.field.synopsis"), document.synopsis],
    [t("studio.field.year"), document.year ?? ""],
    [t("studio.field.genres"), document.genres.join(", ")],
    [t("studio.field.rating"), document.rating],
    [
      t("studio.field.runtime_seconds"),
      document.runtime_seconds ? duration(document.runtime_seconds) : "",
    ],
    [t("studio.tab.people"), document.credits.map(({ name }) => name).join(", ")],
  ] as const;
  return (
    <dl className="mt-4 grid gap-2 text-sm">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} className={cx("grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)]")}>
            <dt className="text-ink-3">{name}</dt>
            <dd className="break-words whitespace-pre-line" dir="auto">
              {value}
            </dd>
          </div>
        ))}
    </dl>
  );
}

const REASONS = [
  "copyright",
  "violence",
  "sexual",
  "hate",
  "children",
  "spam",
  "misleading",
  "quality",
  "other",
] as const;

function FlagPanel({ flag, onDone }: { flag: Flag; onDone: () => void }) {
  const i18n = useI18n();
  const { t, ago } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const [words, setWords] = useState("");
  const reason = REASONS.find((each) => each === flag.reason);
  const resolve = useMutation({
    mutationFn: (resolution: Resolution) => studio.resolveFlag(flag.id, resolution, words.trim()),
    onSuccess: () => {
      say(t("studio.flag.resolved"));
      void queryClient.invalidateQueries({ queryKey: ["studio", "review"] });
      void queryClient.invalidateQueries({ queryKey: ["studio", "titles"] });
      onDone();
    },
  });
  return (
    <Panel
      title={t("studio.flag.title", {
        reason: reason ? t(`studio.flag.reason.${reason}`) : flag.reason,
      })}
      lead={[flag.by?.name, ago(flag.at)].filter(Boolean).join(" · ")}
    >
      {flag.comment && (
        <p className="mb-4 text-sm break-words whitespace-pre-line" dir="auto">
          {flag.comment}
        </p>
      )}
      <TextArea
        label={t("studio.flag.words")}
        value={words}
        dir="auto"
        maxLength={2_000}
        problem={resolve.error ? wordsFor(resolve.error, i18n) : undefined}
        onChange={(event) => setWords(event.target.value)}
        className="[&_textarea]:min-h-16"
      />
      <div className="mt-3 flex flex-wrap gap-3">
        {RESOLUTIONS.map((each) => (
          <Button
            key={each}
            look={each === "archived" ? "danger" : "plain"}
            disabled={resolve.isPending}
            isBusy={resolve.isPending && resolve.variables === each}
            onClick={() => resolve.mutate(each)}
          >
            {t(`studio.flag.${each}`)}
          </Button>
        ))}
      </div>
    </Panel>
  );
}
