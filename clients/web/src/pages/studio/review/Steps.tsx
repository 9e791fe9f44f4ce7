import { studio, TITLE_STATES, type TitleState } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Icon, Skeleton, TextArea } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { wordsFor } from "../../../words.ts";
import { byName } from "../editor/people.ts";

/** From state to state, by whom and with which words; and what was said between. */
export function Steps({ titleId, canComment }: { titleId: string; canComment: boolean }) {
  const i18n = useI18n();
  const { t, moment } = i18n;
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState("");
  const key = ["studio", "steps", titleId];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: async () => (await studio.steps(titleId)).items,
    staleTime: 0,
  });
  const comment = useMutation({
    mutationFn: (words: string) => studio.comment(titleId, words),
    onSuccess: () => {
      setTyped("");
      void queryClient.invalidateQueries({ queryKey: key });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) comment.mutate(typed.trim());
  };
  const stateName = (state: string) => {
    const known: TitleState | undefined = TITLE_STATES.find((each) => each === state);
    return known ? t(`studio.state.${known}`) : state;
  };
  return (
    <>
      {error && <p className="text-sm text-danger">{wordsFor(error, i18n)}</p>}
      {!data && !error && <Skeleton className="h-24" />}
      {data?.length === 0 && <p className="text-sm text-ink-3">{t("studio.steps.none")}</p>}
      <ol className="grid gap-3">
        {data?.map((step) => (
          <li key={step.id} className="flex gap-3 text-sm">
            <Icon
              name={step.from_state === step.to_state ? "mail" : "chevronRight"}
              className="mt-0.5 size-5 text-ink-3"
            />
            <span className="min-w-0 flex-1">
              {step.from_state !== step.to_state && (
                <span className="block font-semibold">
                  {stateName(step.from_state)} → {stateName(step.to_state)}
                </span>
              )}
              {step.comment && (
                <span className="block break-words whitespace-pre-line" dir="auto">
                  {step.comment}
                </span>
              )}
              <span className="text-xs text-ink-3">
                {[step.by ? byName(step.by) : t("studio.steps.clock"), moment(step.at)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {canComment && (
        <form onSubmit={submit} className="mt-4 grid justify-items-start gap-3">
          <TextArea
            label={t("studio.comment")}
            value={typed}
            dir="auto"
            maxLength={2_000}
            onChange={(event) => setTyped(event.target.value)}
            problem={comment.error ? wordsFor(comment.error, i18n) : undefined}
            className="w-full [&_textarea]:min-h-20"
          />
          <Button type="submit" size="sm" isBusy={comment.isPending} disabled={!typed.trim()}>
            {t("studio.comment.send")}
          </Button>
        </form>
      )}
    </>
  );
}
