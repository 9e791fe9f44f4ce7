import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, TextArea } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { Refusal } from "../../../people/Refusal.tsx";

/** Ask why before something that stands in the log under the operator's name. */
export function ReasonDialog({
  title,
  body,
  action,
  isDangerous = false,
  onReason,
  onClose,
}: {
  title: string;
  body: string;
  action: string;
  isDangerous?: boolean;
  onReason: (reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const id = useId();
  const go = useMutation({ mutationFn: onReason });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    go.mutate(String(new FormData(event.currentTarget).get("reason")).trim());
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button
            type="submit"
            form={id}
            look={isDangerous ? "danger" : "accent"}
            isBusy={go.isPending}
          >
            {action}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <p>{body}</p>
        <TextArea
          label={t("desk.reason")}
          hint={t("desk.reason.hint")}
          name="reason"
          required
          minLength={3}
          maxLength={300}
          autoFocus
        />
        <Refusal error={go.error} />
      </form>
    </Dialog>
  );
}
