import { type Flag, RESOLUTIONS, type Resolution, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, TextArea, useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { wordsFor } from "../../../words.ts";
import { Panel } from "../parts.tsx";

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

export function FlagPanel({ flag, onDone }: { flag: Flag; onDone: () => void }) {
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
