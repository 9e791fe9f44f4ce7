import { people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, cx, Field, Notice } from "@streamverse/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { thisDevice } from "../../people/device.ts";
import { canAutofill, hasPasskeys, showPasskey } from "../../people/passkeys.ts";
import { authOptionsQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { problemWords } from "../../people/refusals.ts";
import { useWait } from "../../people/wait.ts";
import { TEXT_LINK } from "./AuthFrame.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { ProviderButtons } from "./ProviderButtons.tsx";
import { type Ticket, ticketIn } from "./ticket.ts";

/** Email and password, and every other way in beside them. */
export function SignInForm({
  next,
  problem,
  onSignedIn,
  onTicket,
}: {
  next: string | undefined;
  problem: string | undefined;
  onSignedIn: () => Promise<void>;
  onTicket: (ticket: Ticket) => void;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const { data: options } = useQuery(authOptionsQuery);
  const password = useRef<HTMLInputElement>(null);
  const quiet = useQuietPasskey(onSignedIn, onTicket);

  const signIn = useMutation({
    mutationFn: async ({ email, password }: Record<"email" | "password", string>) => {
      await people.signIn(email, password, thisDevice());
      await onSignedIn();
    },
    onError: (error) => {
      const ticket = ticketIn(error);
      if (ticket) onTicket(ticket);
      else password.current?.select();
    },
  });
  const passkey = useMutation({
    mutationFn: async () => {
      quiet.stop();
      await people.passkey(await showPasskey(await people.passkeyOptions()), thisDevice());
      await onSignedIn();
    },
    onError: (error) => {
      const ticket = ticketIn(error);
      if (ticket) onTicket(ticket);
    },
  });
  const error = [signIn.error, passkey.error, quiet.error].find((one) => one && !ticketIn(one));
  const wait = useWait(error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    passkey.reset();
    signIn.mutate({
      email: String(form.get("email")).trim(),
      password: String(form.get("password")),
    });
  };

  return (
    <div className="grid gap-6">
      {problem && !error && <Notice kind="danger">{problemWords(problem, i18n)}</Notice>}
      <form onSubmit={submit} className="grid gap-5">
        <Field
          label={t("auth.email")}
          name="email"
          type="email"
          autoComplete="username webauthn"
          autoCapitalize="none"
          required
          autoFocus
        />
        <div className="grid gap-1">
          <PasswordField ref={password} autoComplete="current-password" />
          <Link to="/reset" className={cx(TEXT_LINK, "justify-self-end py-2 text-xs")}>
            {t("auth.forgot")}
          </Link>
        </div>
        <Refusal error={error} wait={wait} />
        <Button type="submit" look="accent" size="lg" isBusy={signIn.isPending} disabled={wait > 0}>
          {t("auth.signIn.action")}
        </Button>
      </form>
      <div className="grid gap-2.5">
        <Or />
        {hasPasskeys() && options?.passkeys !== false && (
          <Button icon="key" isBusy={passkey.isPending} onClick={() => passkey.mutate()}>
            {t("auth.passkey")}
          </Button>
        )}
        <ProviderButtons providers={options?.providers ?? []} next={next} />
        <Link
          to="/login"
          search={{ ...(next ? { next } : {}), step: "code" }}
          className={buttonClass("quiet")}
        >
          {t("auth.code.action")}
        </Link>
      </div>
    </div>
  );
}

export function Or() {
  const { t } = useI18n();
  return (
    <p className="flex items-center gap-4 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {t("auth.or")}
    </p>
  );
}

/** The browser offers passkeys in the email field for as long as the form is there. */
function useQuietPasskey(onSignedIn: () => Promise<void>, onTicket: (ticket: Ticket) => void) {
  const [error, setError] = useState<unknown>(null);
  const abort = useRef<AbortController | null>(null);
  const callbacks = useRef({ onSignedIn, onTicket });
  callbacks.current = { onSignedIn, onTicket };

  useEffect(() => {
    const controller = new AbortController();
    abort.current = controller;
    const offer = async () => {
      if (!(await canAutofill())) return;
      const options = await people.passkeyOptions();
      if (controller.signal.aborted) return;
      const shown = await showPasskey(options, { signal: controller.signal, isQuiet: true });
      await people.passkey(shown, thisDevice());
      await callbacks.current.onSignedIn();
    };
    offer().catch((reason: unknown) => {
      if (controller.signal.aborted) return;
      const ticket = ticketIn(reason);
      if (ticket) callbacks.current.onTicket(ticket);
      else if (!isSilent(reason)) setError(reason);
    });
    return () => controller.abort();
  }, []);

  return { error, stop: () => abort.current?.abort() };
}

/** An offer that could not be made is no news to somebody who types a password. */
function isSilent(reason: unknown): boolean {
  return reason instanceof DOMException || (reason as { status?: number }).status !== 401;
}
