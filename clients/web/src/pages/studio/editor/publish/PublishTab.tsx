import { ApiProblem, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Notice, TextArea, useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { wordsFor } from "../../../../words.ts";
import { AccessMark, Panel, TitleStateMark } from "../../parts.tsx";
import { scheduleProblem } from "../../publish/ScheduleDialog.tsx";
import { ZonedField } from "../../publish/ZonedField.tsx";
import { useDesk, useDeskView } from "../context.ts";
import { useReadiness } from "../useReadiness.ts";
import { Checklist } from "./Checklist.tsx";
import { type Move, movesFrom, TO } from "./moves.ts";

/** Where the title stands, what is missing, and where it goes from here. */
export function PublishTab() {
  const { t, moment } = useI18n();
  const { title } = useDeskView();
  return (
    <div className="grid gap-6">
      <Panel title={t("studio.tab.publish")}>
        <dl className="mb-5 grid gap-3 text-sm sm:grid-cols-3">
          <div>
            <dt className="text-xs text-ink-3">{t("studio.column.state")}</dt>
            <dd className="mt-1">
              <TitleStateMark state={title.state} at={title.publish_at} />
            </dd>
          </div>
          <div>
            <dt className="text-xs text-ink-3">{t("studio.column.access")}</dt>
            <dd className="mt-1 flex flex-wrap gap-x-3 font-semibold">
              <AccessMark access={title.access} />
              <Link
                to="/studio/titles/$id/$tab"
                params={{ id: title.id, tab: "rights" }}
                className="text-accent-text hover:underline"
              >
                {t("studio.rights.change")}
              </Link>
            </dd>
          </div>
          <div>
            <dt className="text-xs text-ink-3">{t("studio.expireAt")}</dt>
            <dd className="mt-1 font-semibold">
              {title.expire_at ? moment(title.expire_at) : t("studio.never")}
            </dd>
          </div>
        </dl>
        <Moves />
      </Panel>
      <Panel title={t("studio.checklist")} lead={t("studio.checklist.lead")}>
        <Checklist titleId={title.id} />
      </Panel>
    </div>
  );
}

function Moves() {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const { title } = useDeskView();
  const { data: readiness } = useReadiness(title.id);
  const [comment, setComment] = useState("");
  const [from, setFrom] = useState<string | null>(title.publish_at);
  const [until, setUntil] = useState<string | null>(title.expire_at);
  const [isTold, setTold] = useState(false);
  const moves = movesFrom(title.state, readiness?.possible);
  const isScheduling = moves.includes("schedule");
  const problem = scheduleProblem(isScheduling ? from : null, until);
  const isEndNew = until !== title.expire_at && !isScheduling;
  const end = useMutation({
    mutationFn: async () => {
      await desk.save();
      return studio.change(title.id, { expire_at: until }, desk.view().draft.version);
    },
    onSuccess: (answer) => {
      desk.ground(answer);
      void desk.refresh();
      say(t("asset.saved"));
    },
  });
  const move = useMutation({
    mutationFn: async (wish: Move) => {
      // What was typed a moment ago belongs to what is published.
      await desk.save();
      return studio.move(
        title.id,
        {
          to: TO[wish],
          comment: comment.trim(),
          ...(wish === "schedule" ? { publish_at: from } : {}),
          ...(wish === "schedule" || wish === "publish" ? { expire_at: until } : {}),
        },
        desk.view().draft.version,
      );
    },
    onSuccess: (answer) => {
      desk.ground(answer);
      void desk.refresh();
      setComment("");
      say(t("studio.moved", { count: 1, state: t(`studio.state.${answer.body.state}`) }));
      void queryClient.invalidateQueries({ queryKey: ["studio"] });
      void queryClient.invalidateQueries({ queryKey: ["home"] });
      void queryClient.invalidateQueries({ queryKey: ["title"] });
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 412) void desk.refresh();
    },
  });
  const go = (wish: Move) => {
    setTold(wish === "schedule");
    if (wish === "schedule" && (!from || problem)) return;
    move.mutate(wish);
  };
  return (
    <div className="grid gap-4">
      {end.error && <Notice kind="danger">{wordsFor(end.error, i18n)}</Notice>}
      {move.error && (
        <Notice kind="danger">
          {move.error instanceof ApiProblem && move.error.status === 412
            ? t("studio.move.stale")
            : wordsFor(move.error, i18n)}
        </Notice>
      )}
      <TextArea
        label={t("studio.move.comment")}
        value={comment}
        dir="auto"
        maxLength={2_000}
        onChange={(event) => setComment(event.target.value)}
        className="[&_textarea]:min-h-20"
      />
      <div className="grid gap-4">
        {isScheduling && (
          <ZonedField
            label={t("studio.publishAt")}
            value={from}
            onChange={setFrom}
            problem={
              isTold && (!from || problem === "past") ? t("studio.schedule.past") : undefined
            }
          />
        )}
        <ZonedField
          label={t("studio.expireAt")}
          value={until}
          onChange={setUntil}
          problem={isTold && problem === "order" ? t("studio.schedule.order") : undefined}
        />
      </div>
      <div className="flex flex-wrap gap-3">
        {moves.map((wish, i) => (
          <Button
            key={wish}
            look={i === 0 && wish !== "withdraw" ? "accent" : "plain"}
            isBusy={move.isPending && move.variables === wish}
            disabled={move.isPending}
            onClick={() => go(wish)}
          >
            {t(`studio.move.${wish}`)}
          </Button>
        ))}
        {isEndNew && (
          <Button icon="clock" isBusy={end.isPending} onClick={() => end.mutate()}>
            {t("studio.expireAt.save")}
          </Button>
        )}
        {title.state === "published" && (
          <Link to="/title/$slug" params={{ slug: title.slug }} className={buttonClass("quiet")}>
            {t("asset.view")}
          </Link>
        )}
      </div>
    </div>
  );
}
