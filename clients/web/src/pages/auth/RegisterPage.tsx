import { ApiProblem, type AuthOptions, people, type Registration } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Checkbox, Field, Skeleton } from "@streamverse/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { authOptionsQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { useFocusOnProblem } from "../../people/useFocusOnProblem.ts";
import { useWait } from "../../people/wait.ts";
import { useTabName } from "../../words.ts";
import { AuthFrame, TEXT_LINK } from "./AuthFrame.tsx";
import { MailSent } from "./MailSent.tsx";
import { NewPassword } from "./NewPassword.tsx";
import { ProviderButtons } from "./ProviderButtons.tsx";
import { type Missing, missingIn, newcomerIn, problemField } from "./registration.ts";
import { Or } from "./SignInForm.tsx";

/** Make an account: open to all, by invitation only, or not at all. */
export function RegisterPage() {
  const { t } = useI18n();
  const { next, token } = useSearch({ from: "/shell/register" });
  const { data: options, error } = useQuery(authOptionsQuery);
  const [sentTo, setSentTo] = useState("");
  useTabName(t("auth.register.title"));
  const haveOne = (
    <>
      {t("auth.register.have")}{" "}
      <Link to="/login" search={next ? { next } : {}} className={TEXT_LINK}>
        {t("app.signIn")}
      </Link>
    </>
  );

  if (sentTo) {
    return (
      <MailSent
        title={t("auth.registered.title")}
        body={t("auth.registered.body", { email: sentTo })}
        action={
          <Link to="/login" search={next ? { next } : {}} className={buttonClass("accent", "lg")}>
            {t("app.signIn")}
          </Link>
        }
      />
    );
  }
  const isShut =
    options?.registration === "closed" || (options?.registration === "invitation" && !token);
  if (options && isShut) {
    return (
      <AuthFrame
        title={t(options.registration === "closed" ? "auth.closed.title" : "auth.invitation.title")}
        lead={t(options.registration === "closed" ? "auth.closed.body" : "auth.invitation.body", {
          contact: t("auth.operator"),
        })}
        foot={haveOne}
      />
    );
  }
  return (
    <AuthFrame
      title={t("auth.register.title")}
      lead={t(token ? "auth.invited.lead" : "auth.register.lead")}
      foot={haveOne}
    >
      {options || error ? (
        <RegisterForm options={options} invitation={token} next={next} onSent={setSentTo} />
      ) : (
        <div className="grid gap-5" aria-busy="true">
          <Skeleton className="h-18" />
          <Skeleton className="h-18" />
          <Skeleton className="h-18" />
        </div>
      )}
    </AuthFrame>
  );
}

function RegisterForm({
  options,
  invitation,
  next,
  onSent,
}: {
  options: AuthOptions | undefined;
  invitation: string | undefined;
  next: string | undefined;
  onSent: (email: string) => void;
}) {
  const { t, locale } = useI18n();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<Missing>({});
  const [who, setWho] = useState({ email: "", name: "" });
  const [asksParent, setAsksParent] = useState(false);
  useFocusOnProblem(form, missing);

  const register = useMutation({
    mutationFn: (input: Registration) => people.register(input),
    onSuccess: (_, input) => onSent(input.email),
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return;
      if (error.code === "parent_email_required") setAsksParent(true);
      setMissing(problemField(error.code));
    },
  });
  const wait = useWait(register.error);
  const inputIn = (from: HTMLFormElement | null): Registration => {
    const said = new FormData(from ?? undefined);
    const text = (name: string) => String(said.get(name) ?? "").trim();
    return {
      name: text("name"),
      email: text("email"),
      password: String(said.get("password") ?? ""),
      language: locale,
      ...(text("born_on") ? { born_on: text("born_on") } : {}),
      ...(text("parent_email") ? { parent_email: text("parent_email") } : {}),
      ...(invitation ? { invitation } : {}),
      accepts: (options?.documents ?? [])
        .filter(({ kind }) => said.get(`accept-${kind}`) === "on")
        .map(({ kind, version }) => ({ kind, version })),
    };
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = inputIn(event.currentTarget);
    const found = missingIn(input, options, asksParent);
    setMissing(found);
    if (Object.keys(found).length === 0) register.mutate(input);
  };
  const problem = (field: string) => {
    const key = missing[field];
    return key && t(key as Key);
  };
  const isFieldProblem = Object.keys(missing).length > 0;

  return (
    <div className="grid gap-6">
      <form ref={form} noValidate onSubmit={submit} className="grid gap-5">
        <Field
          label={t("auth.name")}
          name="name"
          autoComplete="name"
          maxLength={80}
          autoFocus
          problem={problem("name")}
          onBlur={(event) => setWho({ ...who, name: event.target.value })}
        />
        <Field
          label={t("auth.email")}
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          problem={problem("email")}
          onBlur={(event) => setWho({ ...who, email: event.target.value })}
        />
        <NewPassword email={who.email} name={who.name} problem={problem("password")} />
        {options?.asks_birth_date && (
          <Field
            label={t("auth.born")}
            hint={t("auth.born.hint")}
            name="born_on"
            type="date"
            autoComplete="bday"
            max={new Date().toISOString().slice(0, 10)}
            problem={problem("born_on")}
          />
        )}
        {asksParent && (
          <Field
            label={t("auth.parent")}
            hint={t("auth.parent.hint")}
            name="parent_email"
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            problem={problem("parent_email")}
          />
        )}
        {options?.documents.map((document) => (
          <Checkbox
            key={document.kind}
            name={`accept-${document.kind}`}
            problem={problem(`accept-${document.kind}`)}
            label={<Accepting document={document} />}
          />
        ))}
        {!isFieldProblem && <Refusal error={register.error} wait={wait} />}
        <Button
          type="submit"
          look="accent"
          size="lg"
          isBusy={register.isPending}
          disabled={wait > 0}
        >
          {t("auth.register.action")}
        </Button>
      </form>
      {(options?.providers.length ?? 0) > 0 && (
        <div className="grid gap-2.5">
          <Or />
          <ProviderButtons
            providers={options?.providers ?? []}
            next={next}
            newcomer={() => newcomerIn(inputIn(form.current))}
          />
        </div>
      )}
    </div>
  );
}

/** "I accept the terms of use", the name a link; what is not needed is only named. */
function Accepting({ document }: { document: AuthOptions["documents"][number] }) {
  const { t } = useI18n();
  const name = document.url ? (
    <a href={document.url} target="_blank" rel="noreferrer" className={TEXT_LINK}>
      {document.name}
    </a>
  ) : (
    document.name
  );
  if (!document.is_required) return name;
  const [before, after] = t("auth.accept", { document: "\u0000" }).split("\u0000");
  return (
    <>
      {before}
      {name}
      {after}
    </>
  );
}
