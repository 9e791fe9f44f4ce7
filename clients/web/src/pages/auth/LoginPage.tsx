import { ApiProblem, api } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Field } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { changeViewer } from "../../queries.ts";
import { useTabName, wordsFor } from "../../words.ts";
import { AuthFrame } from "./AuthFrame.tsx";
import { PasswordField } from "./PasswordField.tsx";

export function LoginPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { next } = useSearch({ from: "/shell/login" });
  const router = useRouter();
  const queryClient = useQueryClient();
  useTabName(t("auth.signIn.title"));

  const signIn = useMutation({
    mutationFn: async (form: FormData) => {
      await api.signIn(String(form.get("email")).trim(), String(form.get("password")));
      await changeViewer(queryClient, await api.me());
    },
    onSuccess: () => router.history.push(next ?? "/"),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    signIn.mutate(new FormData(event.currentTarget));
  };
  const problem = signIn.error && wordsForSignIn(signIn.error);

  function wordsForSignIn(error: Error): string {
    if (error instanceof ApiProblem && error.status === 401) return t("auth.wrong");
    if (error instanceof ApiProblem && error.status === 429) return t("auth.tooMany");
    return wordsFor(error, i18n);
  }

  return (
    <AuthFrame
      title={t("auth.signIn.title")}
      lead={next ? t("auth.needed") : t("auth.signIn.lead")}
      foot={
        <>
          {t("auth.signIn.none")}{" "}
          <Link
            to="/register"
            search={next ? { next } : {}}
            className="font-semibold text-accent-text underline-offset-4 hover:underline"
          >
            {t("app.register")}
          </Link>
        </>
      }
    >
      <form onSubmit={submit} className="grid gap-5">
        <Field
          label={t("auth.email")}
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
        />
        <PasswordField autoComplete="current-password" />
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
        <Button type="submit" look="accent" size="lg" isBusy={signIn.isPending}>
          {t("auth.signIn.action")}
        </Button>
      </form>
    </AuthFrame>
  );
}
