import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, Field } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Refusal } from "../../people/Refusal.tsx";

/** Another name for a device or a passkey. */
export function Rename({
  title,
  name,
  onRename,
  onClose,
}: {
  title: string;
  name: string;
  onRename: (name: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const id = useId();
  const [isNameless, setNameless] = useState(false);
  const rename = useMutation({ mutationFn: onRename, onSuccess: onClose });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = String(new FormData(event.currentTarget).get("name")).trim();
    setNameless(!next);
    if (next) rename.mutate(next);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look="accent" isBusy={rename.isPending}>
            {t("account.save")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-4">
        <Field
          label={t("auth.name")}
          name="name"
          maxLength={60}
          defaultValue={name}
          autoFocus
          autoComplete="off"
          problem={isNameless ? t("rename.nameless") : undefined}
        />
        <Refusal error={rename.error} />
      </form>
    </Dialog>
  );
}
