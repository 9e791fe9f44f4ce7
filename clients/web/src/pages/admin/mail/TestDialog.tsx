import { mail } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, Field, Select, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { meQuery } from "../../../queries.ts";
import { wordsFor } from "../../../words.ts";
import { lettersQuery, nameOfLanguage } from "./mail.ts";

/** Have a test sent: to oneself, unless one says otherwise. */
export function TestDialog({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t, locale } = i18n;
  const say = useToast();
  const form = useId();
  const queries = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const { data: letters } = useQuery(lettersQuery);
  const send = useMutation({
    mutationFn: ({ to, language }: { to: string; language: string }) => mail.sendTest(to, language),
    onSuccess: async (sent) => {
      say(t("adminMail.test.done", { to: sent.to }));
      onClose();
      await queries.invalidateQueries({ queryKey: ["mail", "messages"] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    send.mutate({ to: String(said.get("to")).trim(), language: String(said.get("language")) });
  };
  return (
    <Dialog
      title={t("adminMail.test")}
      onClose={onClose}
      actions={
        <Button type="submit" form={form} look="accent" isBusy={send.isPending}>
          {t("adminMail.test.action")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <p>{t("adminMail.test.lead")}</p>
        <Field
          label={t("adminMail.test.to")}
          name="to"
          type="email"
          defaultValue={me?.email}
          problem={send.error ? wordsFor(send.error, i18n) : undefined}
          required
        />
        <Select label={t("adminMail.language")} name="language" defaultValue={locale}>
          {(letters?.items[0]?.languages ?? [locale]).map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {nameOfLanguage(tag)}
            </option>
          ))}
        </Select>
      </form>
    </Dialog>
  );
}
