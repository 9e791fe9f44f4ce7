import { bulk, type Run } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { ErrorState, Notice, Skeleton, useToast } from "@streamverse/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { detailOf, useTabName, wordsFor } from "../../../words.ts";
import { PageHead } from "../parts.tsx";
import { isMoving, runQuery } from "./queries.ts";
import { Report } from "./Report.tsx";
import { RunActions } from "./RunActions.tsx";
import { RunProgress } from "./RunProgress.tsx";
import { StepList } from "./StepList.tsx";
import { useLiveRun } from "./useLiveRun.ts";

/** One run by its address: how far it is, what became of its rows, and what to do next. */
export function RunPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { run: id } = useParams({ from: "/shell/studio/import/$run" });
  const { data: run, error, refetch } = useLiveRun(id);
  useTabName(run?.file_name || t("import.title"));
  return (
    <div className="mx-auto max-w-4xl">
      <PageHead title={t("import.title")} lead={run ? run.file_name || t("import.batch") : ""} />
      {run && run.kind === "import" && (
        <StepList step={run.is_dry_run ? "check" : "import"} isOver={!isMoving(run)} />
      )}
      {!run && error && (
        <ErrorState
          body={wordsFor(error, i18n)}
          detail={detailOf(error)}
          onRetry={() => void refetch()}
        />
      )}
      {!run && !error && <Skeleton className="h-48" />}
      {run && <RunBody run={run} />}
    </div>
  );
}

function RunBody({ run }: { run: Run }) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const act = async (asked: Promise<Run>) => {
    setBusy(true);
    try {
      const answer = await asked;
      queryClient.setQueryData(runQuery(answer.id).queryKey, answer);
      if (answer.id !== run.id) {
        await navigate({ to: "/studio/import/$run", params: { run: answer.id } });
      }
    } catch (error) {
      say(wordsFor(error, i18n), { isProblem: true });
    }
    setBusy(false);
  };
  return (
    <div className="grid gap-5">
      {isMoving(run) ? (
        <RunProgress run={run} isBusy={isBusy} onCancel={() => void act(bulk.cancel(run.id))} />
      ) : (
        <Notice kind={run.problem || run.state === "failed" ? "danger" : kindOf(run)}>
          <p className="font-semibold">{run.problem || headline(run, t)}</p>
          {run.state === "undone" && run.conflicts > 0 && (
            <p>{t("import.done.conflicts", { count: run.conflicts })}</p>
          )}
        </Notice>
      )}
      {!isMoving(run) && (
        <RunActions
          run={run}
          isBusy={isBusy}
          onCarryOut={() => void act(bulk.carryOut(run.id))}
          onUndo={() => void act(bulk.undo(run.id))}
        />
      )}
      {run.done > 0 && !isMoving(run) && <Report key={`${run.id} ${run.state}`} run={run} />}
    </div>
  );
}

function kindOf(run: Run): "success" | "warning" | "info" {
  if (run.state === "cancelled") return "info";
  return run.failed > 0 || run.conflicts > 0 ? "warning" : "success";
}

function headline(run: Run, t: ReturnType<typeof useI18n>["t"]): string {
  if (run.state === "cancelled") return t("import.done.cancelled");
  if (run.state === "undone") return t("import.done.undone", { count: run.undone });
  if (!run.is_dry_run) return t(run.kind === "batch" ? "import.done.batch" : "import.done");
  if (run.failed > 0 && run.failed === run.done) return t("import.checked.none");
  if (run.failed > 0) return t("import.checked.some", { count: run.failed });
  const isSame = run.created + run.changed === 0;
  return t(isSame ? "import.checked.same" : "import.checked.good");
}
