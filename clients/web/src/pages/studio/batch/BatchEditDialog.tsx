import { type BatchPreview, bulk, wishKey } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, Notice, useToast } from "@streamverse/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { wordsFor } from "../../../words.ts";
import { changeOf, type Draft, newDraft } from "./changes.ts";
import { DraftRow } from "./DraftRow.tsx";
import { Preview } from "./Preview.tsx";
import { settled } from "./settled.ts";

/** Change many titles at once: what, a look at what would happen, and a way back afterwards. */
export function BatchEditDialog({
  ids,
  onClose,
  onStarted,
}: {
  ids: readonly string[];
  onClose: () => void;
  onStarted: () => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const [drafts, setDrafts] = useState<readonly Draft[]>([newDraft(0)]);
  const [preview, setPreview] = useState<BatchPreview | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const change = changeOf(drafts);
  const count = ids.length;

  const again = () => queryClient.invalidateQueries({ queryKey: ["studio"] });
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem("");
    try {
      await work();
    } catch (error) {
      setProblem(wordsFor(error, i18n));
    }
    setBusy(false);
  };
  const look = () =>
    attempt(async () => {
      if (change) setPreview(await bulk.preview(ids, change));
    });
  const undo = async (id: string) => {
    try {
      await bulk.undo(id);
      await settled(id);
      say(t("batch.undone"));
    } catch (error) {
      say(wordsFor(error, i18n), { isProblem: true });
    }
    await again();
  };
  const run = () =>
    attempt(async () => {
      if (!change) return;
      const asked = await bulk.edit(ids, change, wishKey());
      onStarted();
      const done = await settled(asked.id);
      await again();
      say(t("batch.done", { count: done.changed }), {
        ...(done.is_undoable ? { onUndo: () => void undo(asked.id) } : {}),
      });
      if (done.failed > 0) say(t("batch.failed", { count: done.failed }), { isProblem: true });
      onClose();
    });

  return (
    <Dialog
      title={t("batch.title", { count })}
      onClose={onClose}
      actions={
        preview ? (
          <>
            <Button look="quiet" onClick={() => setPreview(null)}>
              {t("import.back")}
            </Button>
            <Button look="accent" isBusy={isBusy} onClick={() => void run()}>
              {t("batch.run", { count: preview.count })}
            </Button>
          </>
        ) : (
          <Button look="accent" isBusy={isBusy} disabled={!change} onClick={() => void look()}>
            {t("batch.preview")}
          </Button>
        )
      }
    >
      <div className="grid gap-3">
        {problem && <Notice kind="danger">{problem}</Notice>}
        {preview ? (
          <Preview preview={preview} />
        ) : (
          <>
            {drafts.map((draft) => (
              <DraftRow
                key={draft.key}
                draft={draft}
                isOnly={drafts.length === 1}
                onChange={(next) =>
                  setDrafts(drafts.map((each) => (each.key === draft.key ? next : each)))
                }
                onDrop={() => setDrafts(drafts.filter((each) => each.key !== draft.key))}
              />
            ))}
            <Button
              look="quiet"
              size="sm"
              icon="plus"
              className="justify-self-start"
              onClick={() =>
                setDrafts([...drafts, newDraft(Math.max(...drafts.map(({ key }) => key)) + 1)])
              }
            >
              {t("batch.more")}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}
