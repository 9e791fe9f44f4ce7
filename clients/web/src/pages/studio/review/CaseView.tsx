import { type StudioTitle, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, cx, Skeleton, TextArea, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { wordsFor } from "../../../words.ts";
import { documentOf } from "../editor/document.ts";
import { Checklist } from "../editor/publish/Checklist.tsx";
import { Panel, TitleStateMark } from "../parts.tsx";
import type { Case } from "./cases.ts";
import { FlagPanel } from "./FlagPanel.tsx";
import { Steps } from "./Steps.tsx";

export function CaseView({
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
