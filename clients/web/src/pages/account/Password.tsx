import { people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Checkbox, useToast } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { Refusal } from "../../people/Refusal.tsx";
import { codeOf } from "../../people/refusals.ts";
import { useFocusOnProblem } from "../../people/useFocusOnProblem.ts";
import { useViewer } from "../../people/useViewer.ts";
import { useWait } from "../../people/wait.ts";
import { NewPassword } from "../auth/NewPassword.tsx";
import { PasswordField } from "../auth/PasswordField.tsx";
import { Section } from "./parts.tsx";

/** Change the password, or set a first one after a sign-in with another service. */
export function Password({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const { t } = useI18n();
  const say = useToast();
  const { renew } = useViewer();
  const form = useRef<HTMLFormElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  useFocusOnProblem(form, problems);
  const change = useMutation({
    mutationFn: ({ old, next, others }: { old: string | null; next: string; others: boolean }) =>
      people.changePassword(old, next, others),
    onSuccess: async () => {
      setOpen(false);
      say(t("account.password.changed"));
      await renew();
    },
    onError: (error) => {
      const code = codeOf(error);
      if (code === "wrong_password") setProblems({ current: t("problem.wrong_password") });
      if (code === "weak_password") setProblems({ next: t("problem.weak_password") });
    },
  });
  const wait = useWait(change.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const old = String(said.get("current") ?? "");
    const next = String(said.get("password") ?? "");
    const found = {
      ...(hasPassword && !old ? { current: t("auth.invalid.password") } : {}),
      ...(next ? {} : { next: t("auth.invalid.password") }),
    };
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    change.mutate({ old: hasPassword ? old : null, next, others: said.get("others") === "on" });
  };
  return (
    <Section
      title={t("auth.password")}
      lead={t(hasPassword ? "account.password.lead" : "account.password.none")}
      action={
        !isOpen && (
          <Button onClick={() => setOpen(true)}>
            {t(hasPassword ? "account.password.change" : "account.password.set")}
          </Button>
        )
      }
    >
      {isOpen && (
        <form ref={form} noValidate onSubmit={submit} className="grid max-w-md gap-5">
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          {hasPassword && (
            <PasswordField
              label={t("account.password.current")}
              name="current"
              autoComplete="current-password"
              autoFocus
              problem={problems.current}
            />
          )}
          <NewPassword
            label={t("reset.new.password")}
            email={email}
            autoFocus={!hasPassword}
            problem={problems.next}
          />
          <Checkbox name="others" label={t("account.password.others")} defaultChecked />
          {Object.keys(problems).length === 0 && <Refusal error={change.error} wait={wait} />}
          <div className="flex gap-3">
            <Button type="submit" look="accent" isBusy={change.isPending} disabled={wait > 0}>
              {t("account.save")}
            </Button>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {t("app.cancel")}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
