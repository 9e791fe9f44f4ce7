import { type StudioTitle, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Skeleton, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { wordsFor } from "../../../../words.ts";
import { Panel, Pick } from "../../parts.tsx";
import { Steps } from "../../review/Steps.tsx";
import { useDesk, useDeskView } from "../context.ts";
import { byName } from "../people.ts";
import { DiffView } from "./DiffView.tsx";

/** What a title was before, and who brought it where. */
export function HistoryTab() {
  const { t } = useI18n();
  const { title } = useDeskView();
  return (
    <div className="grid gap-6">
      <VersionsPanel title={title} />
      <Panel title={t("studio.history.steps")}>
        <Steps titleId={title.id} canComment />
      </Panel>
    </div>
  );
}

function VersionsPanel({ title }: { title: StudioTitle }) {
  const i18n = useI18n();
  const { t, moment } = i18n;
  const desk = useDesk();
  const say = useToast();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<{ from: number | null; to: number | null }>({
    from: null,
    to: null,
  });
  const { data, error } = useQuery({
    queryKey: ["studio", "versions", title.id, title.version],
    queryFn: async () => (await studio.versions(title.id)).items,
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const restore = useMutation({
    mutationFn: async (number: number) => {
      await desk.save();
      return studio.restore(title.id, number, desk.view().draft.version);
    },
    onSuccess: (answer, number) => {
      desk.ground(answer);
      void desk.refresh();
      void queryClient.invalidateQueries({ queryKey: ["studio"] });
      say(t("studio.history.restored", { number }));
    },
    onError: (problem) => say(wordsFor(problem, i18n), { isProblem: true }),
  });
  const numbers = data?.map(({ number }) => number) ?? [];
  const to = chosen.to ?? numbers[0] ?? null;
  const from = chosen.from ?? numbers.find((number) => to === null || number < to) ?? null;
  const diff = useQuery({
    queryKey: ["studio", "diff", title.id, from, to],
    queryFn: async () => (await studio.diff(title.id, from ?? 0, to ?? 0)).changes,
    enabled: from !== null && to !== null && from !== to,
  });
  const choices = data?.map(({ number, changed_at }) => (
    <option key={number} value={number}>
      {t("studio.history.version", { number, time: moment(changed_at) })}
    </option>
  ));
  return (
    <Panel title={t("studio.history.versions")} lead={t("studio.history.lead")}>
      {error && <p className="text-sm text-danger">{wordsFor(error, i18n)}</p>}
      {!data && !error && <Skeleton className="h-32" />}
      {data?.length === 0 && <p className="text-sm text-ink-3">{t("studio.history.none")}</p>}
      {data && data.length > 0 && (
        <>
          <ol className="grid divide-y divide-line/60">
            {data.map((version, i) => (
              <li
                key={version.number}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-sm"
              >
                <span className="tabular w-12 font-semibold">#{version.number}</span>
                <span className="min-w-40 flex-1">
                  {moment(version.changed_at)}
                  <span className="text-ink-3"> · {byName(version.changed_by)}</span>
                  {version.comment && <span className="block text-ink-2">{version.comment}</span>}
                </span>
                {i === 0 ? (
                  <span className="text-xs text-ink-3">{t("studio.history.now")}</span>
                ) : (
                  <span className="flex gap-1">
                    <Button
                      size="sm"
                      look="quiet"
                      aria-label={t("studio.history.compareWith", { number: version.number })}
                      onClick={() => setChosen({ from: version.number, to: numbers[0] ?? null })}
                    >
                      {t("studio.history.compare")}
                    </Button>
                    <Button
                      size="sm"
                      icon="retry"
                      isBusy={restore.isPending && restore.variables === version.number}
                      aria-label={t("studio.history.restoreOne", { number: version.number })}
                      onClick={() => restore.mutate(version.number)}
                    >
                      {t("studio.history.restore")}
                    </Button>
                  </span>
                )}
              </li>
            ))}
          </ol>
          {data.length > 1 && (
            <div className="mt-5 grid gap-3">
              <div className="flex flex-wrap items-center gap-2">
                <Pick
                  label={t("studio.history.from")}
                  value={from ?? ""}
                  onChange={(event) => setChosen({ from: Number(event.target.value), to })}
                >
                  {choices}
                </Pick>
                <span aria-hidden="true">→</span>
                <Pick
                  label={t("studio.history.to")}
                  value={to ?? ""}
                  onChange={(event) => setChosen({ from, to: Number(event.target.value) })}
                >
                  {choices}
                </Pick>
              </div>
              {diff.error && <p className="text-sm text-danger">{wordsFor(diff.error, i18n)}</p>}
              {diff.data && <DiffView changes={diff.data} />}
            </div>
          )}
        </>
      )}
    </Panel>
  );
}
