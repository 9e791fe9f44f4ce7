import { browse, type ShownTitle, wishKey } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, Dialog, Radio, TextArea, useToast } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { wordsFor } from "../../words.ts";

const REASONS = [
  "quality",
  "misleading",
  "copyright",
  "violence",
  "sexual",
  "hate",
  "children",
  "spam",
  "other",
] as const;
const MOST_SIGNS = 1000;

/** Tell the editors that something about a title is not right. */
export function FlagDialog({ title, onClose }: { title: ShownTitle; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const [reason, setReason] = useState<string>();
  const [comment, setComment] = useState("");
  const [key] = useState(wishKey);
  const send = useMutation({
    mutationFn: () => browse.flag(title.id, reason ?? "", comment.trim(), key),
    onSuccess: () => {
      say(t("flag.sent"));
      onClose();
    },
  });
  return (
    <Dialog
      title={t("flag.title", { name: title.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button
            look="accent"
            disabled={!reason}
            isBusy={send.isPending}
            onClick={() => send.mutate()}
          >
            {t("flag.send")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <fieldset className="grid gap-2">
          <legend className="mb-2 text-sm">{t("flag.lead")}</legend>
          {REASONS.map((each) => (
            <Radio
              key={each}
              name="reason"
              label={t(`flag.reason.${each}` as Key)}
              checked={reason === each}
              onChange={() => setReason(each)}
            />
          ))}
        </fieldset>
        <TextArea
          label={t("flag.comment")}
          maxLength={MOST_SIGNS}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
          problem={send.error ? wordsFor(send.error, i18n) : undefined}
        />
      </div>
    </Dialog>
  );
}
