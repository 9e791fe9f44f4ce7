import { people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Field, Icon, Skeleton } from "@streamverse/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { Refusal } from "../../people/Refusal.tsx";
import { useTabName } from "../../words.ts";
import { AuthFrame } from "./AuthFrame.tsx";

/** /parental-consent: a parent says whether a child may have an account. */
export function ParentalConsentPage() {
  const { t } = useI18n();
  const { token = "" } = useSearch({ from: "/shell/parental-consent" });
  const form = useRef<HTMLFormElement>(null);
  const [isNameless, setNameless] = useState(false);
  const { data, error } = useQuery({
    queryKey: ["parental-consent", token],
    queryFn: () => people.checkConsent(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const decide = useMutation({
    mutationFn: ({ decision, name }: { decision: "give" | "refuse"; name: string }) =>
      people.decideConsent(token, decision, name),
  });
  useTabName(t("consent.title"));

  if (error) {
    return (
      <AuthFrame isStep title={t("link.refused.title")}>
        <Refusal error={error} />
      </AuthFrame>
    );
  }
  const child = data?.child_name ?? "";
  if (decide.isSuccess) {
    const isGiven = decide.variables.decision === "give";
    return (
      <AuthFrame
        isStep
        title={t(isGiven ? "consent.given.title" : "consent.refused.title")}
        lead={t(isGiven ? "consent.given.body" : "consent.refused.body", { name: child })}
      >
        <span className="flex size-14 items-center justify-center rounded-full bg-surface-2 text-success">
          <Icon name="check" className="size-7" />
        </span>
      </AuthFrame>
    );
  }
  const answer = (decision: "give" | "refuse") => {
    const name = String(new FormData(form.current ?? undefined).get("name") ?? "").trim();
    setNameless(!name);
    if (name) decide.mutate({ decision, name });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer("give");
  };
  return (
    <AuthFrame
      title={t("consent.title")}
      lead={data ? t("consent.lead", { name: child }) : <Skeleton className="h-5 w-72" />}
    >
      <form ref={form} noValidate onSubmit={submit} className="grid gap-5">
        <ul className="grid list-disc gap-1.5 ps-5 text-sm text-ink-2">
          <li>{t("consent.kept")}</li>
          <li>{t("consent.ceiling")}</li>
          <li>{t("consent.undo")}</li>
        </ul>
        <Field
          label={t("consent.name")}
          name="name"
          autoComplete="name"
          problem={isNameless ? t("consent.nameless") : undefined}
        />
        <Refusal error={decide.error} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Button
            size="lg"
            disabled={!data || decide.isPending}
            onClick={() => answer("refuse")}
            isBusy={decide.isPending && decide.variables.decision === "refuse"}
          >
            {t("consent.refuse")}
          </Button>
          <Button
            type="submit"
            look="accent"
            size="lg"
            disabled={!data || decide.isPending}
            isBusy={decide.isPending && decide.variables.decision === "give"}
          >
            {t("consent.give")}
          </Button>
        </div>
      </form>
    </AuthFrame>
  );
}
