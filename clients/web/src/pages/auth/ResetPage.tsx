import { people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Field, Skeleton } from "@streamverse/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Refusal } from "../../people/Refusal.tsx";
import { codeOf } from "../../people/refusals.ts";
import { useWait } from "../../people/wait.ts";
import { useTabName } from "../../words.ts";
import { AuthFrame, TEXT_LINK } from "./AuthFrame.tsx";
import { MailSent } from "./MailSent.tsx";
import { NewPassword } from "./NewPassword.tsx";

/** /reset: ask for a link; with one, choose a new password. */
export function ResetPage() {
  const { t } = useI18n();
  const { token } = useSearch({ from: "/shell/reset" });
  useTabName(t("reset.title"));
  return token ? <ChooseNew key={token} token={token} /> : <AskForLink />;
}

function AskForLink() {
  const { t } = useI18n();
  const ask = useMutation({ mutationFn: people.askForReset });
  const wait = useWait(ask.error);
  if (ask.isSuccess) {
    return (
      <MailSent
        title={t("reset.sent.title")}
        body={t("reset.sent.body", { email: ask.variables })}
        action={
          <Button look="quiet" onClick={() => ask.reset()}>
            {t("reset.sent.other")}
          </Button>
        }
      />
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate(String(new FormData(event.currentTarget).get("email")).trim());
  };
  return (
    <AuthFrame
      title={t("reset.title")}
      lead={t("reset.lead")}
      foot={
        <Link to="/login" className={TEXT_LINK}>
          {t("reset.back")}
        </Link>
      }
    >
      <form onSubmit={submit} className="grid gap-5">
        <Field
          label={t("auth.email")}
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          required
          autoFocus
        />
        <Refusal error={ask.error} wait={wait} />
        <Button type="submit" look="accent" size="lg" isBusy={ask.isPending} disabled={wait > 0}>
          {t("reset.action")}
        </Button>
      </form>
    </AuthFrame>
  );
}

function ChooseNew({ token }: { token: string }) {
  const { t } = useI18n();
  const { data, error } = useQuery({
    queryKey: ["reset", token],
    queryFn: () => people.checkReset(token),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const reset = useMutation({
    mutationFn: (password: string) => people.reset(token, password),
  });
  const [isEmpty, setEmpty] = useState(false);
  if (error) {
    return (
      <AuthFrame isStep title={t("link.refused.title")}>
        <div className="grid gap-6">
          <Refusal error={error} />
          <Link to="/reset" search={{}} className={buttonClass("accent", "lg")}>
            {t("reset.again")}
          </Link>
        </div>
      </AuthFrame>
    );
  }
  if (reset.isSuccess) {
    return (
      <AuthFrame isStep title={t("reset.done.title")} lead={t("reset.done.body")}>
        <Link to="/login" className={`${buttonClass("accent", "lg")} w-full`}>
          {t("app.signIn")}
        </Link>
      </AuthFrame>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    setEmpty(!password);
    if (password) reset.mutate(password);
  };
  const isWeak = codeOf(reset.error) === "weak_password";
  return (
    <AuthFrame
      title={t("reset.new.title")}
      lead={data ? t("reset.new.lead", { email: data.email }) : <Skeleton className="h-5 w-64" />}
    >
      <form noValidate onSubmit={submit} className="grid gap-5">
        <input type="email" autoComplete="username" value={data?.email ?? ""} readOnly hidden />
        <NewPassword
          label={t("reset.new.password")}
          email={data?.email}
          autoFocus
          problem={
            isEmpty ? t("auth.invalid.password") : isWeak ? t("problem.weak_password") : undefined
          }
        />
        {!isWeak && <Refusal error={reset.error} />}
        <Button type="submit" look="accent" size="lg" isBusy={reset.isPending} disabled={!data}>
          {t("reset.new.action")}
        </Button>
      </form>
    </AuthFrame>
  );
}
