import { ApiProblem, api } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Field } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTabName, wordsFor } from "../../words.ts";
import { AuthFrame } from "./AuthFrame.tsx";
import { PasswordField } from "./PasswordField.tsx";

const PASSWORD_LENGTH = 10;
type Missing = Partial<Record<"name" | "email" | "password", Key>>;

export function RegisterPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { next } = useSearch({ from: "/shell/register" });
  const [missing, setMissing] = useState<Missing>({});
  useTabName(t("auth.register.title"));

  const register = useMutation({
    mutationFn: ({ name, email, password }: Record<"name" | "email" | "password", string>) =>
      api.register(email, password, name),
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return;
      if (error.code === "bad_email") setMissing({ email: "auth.invalid.email" });
      if (error.code === "weak_password") setMissing({ password: "auth.invalid.password" });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name")).trim();
    const email = String(form.get("email")).trim();
    const password = String(form.get("password"));
    const found = check(name, email, password);
    setMissing(found);
    if (Object.keys(found).length === 0) register.mutate({ name, email, password });
  };

  const haveOne = (
    <>
      {t("auth.register.have")}{" "}
      <Link
        to="/login"
        search={next ? { next } : {}}
        className="font-semibold text-accent-text underline-offset-4 hover:underline"
      >
        {t("app.signIn")}
      </Link>
    </>
  );
  if (register.isSuccess) {
    return (
      <AuthFrame
        title={t("auth.registered.title")}
        lead={t("auth.registered.body", { email: register.variables.email })}
        foot={haveOne}
      >
        <Link to="/login" search={next ? { next } : {}} className={buttonClass("accent", "lg")}>
          {t("app.signIn")}
        </Link>
      </AuthFrame>
    );
  }
  const isFieldProblem = Object.keys(missing).length > 0;
  return (
    <AuthFrame title={t("auth.register.title")} lead={t("auth.register.lead")} foot={haveOne}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <Field
          label={t("auth.name")}
          name="name"
          autoComplete="name"
          autoFocus
          problem={missing.name && t(missing.name)}
        />
        <Field
          label={t("auth.email")}
          name="email"
          type="email"
          autoComplete="username"
          problem={missing.email && t(missing.email)}
        />
        <PasswordField
          autoComplete="new-password"
          hint={t("auth.password.hint")}
          problem={missing.password && t(missing.password)}
        />
        {register.error && !isFieldProblem && (
          <p role="alert" className="text-sm text-danger">
            {wordsFor(register.error, i18n)}
          </p>
        )}
        <Button type="submit" look="accent" size="lg" isBusy={register.isPending}>
          {t("auth.register.action")}
        </Button>
      </form>
    </AuthFrame>
  );
}

function check(name: string, email: string, password: string): Missing {
  return {
    ...(name ? {} : { name: "auth.invalid.name" as const }),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? {} : { email: "auth.invalid.email" as const }),
    ...(password.length >= PASSWORD_LENGTH ? {} : { password: "auth.invalid.password" as const }),
  };
}
