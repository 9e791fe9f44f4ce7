import type { CeremonyOptions, PasskeyProof, ProofMethod } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { Button, type IconName } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { PasswordField } from "../pages/auth/PasswordField.tsx";
import { CodeField } from "./CodeField.tsx";
import { digits, plainCode } from "./codes.ts";
import { hasPasskeys, showPasskey } from "./passkeys.ts";
import { Refusal } from "./Refusal.tsx";
import { codeOf } from "./refusals.ts";
import { useWait } from "./wait.ts";

export type Shown =
  | { method: "password"; password: string }
  | { method: "totp" | "recovery_code"; code: string }
  | ({ method: "passkey" } & PasskeyProof);

const WAYS: Record<ProofMethod, { icon: IconName; name: Key; lead: Key }> = {
  totp: { icon: "phone", name: "proof.totp", lead: "proof.totp.lead" },
  passkey: { icon: "key", name: "proof.passkey", lead: "proof.passkey.lead" },
  password: { icon: "lock", name: "proof.password", lead: "proof.password.lead" },
  recovery_code: { icon: "shield", name: "proof.recovery", lead: "proof.recovery.lead" },
};
const ORDER: readonly ProofMethod[] = ["totp", "password", "passkey", "recovery_code"];
const TOTP_LENGTH = 6;

/** Show one credential of several: the likeliest first, the others a click away. */
export function ProofForm({
  methods,
  email,
  askOptions,
  onProof,
}: {
  methods: readonly ProofMethod[];
  /** For password managers. */
  email?: string | undefined;
  askOptions: () => Promise<CeremonyOptions>;
  onProof: (shown: Shown) => Promise<void>;
}) {
  const { t } = useI18n();
  const ways = ORDER.filter((way) => methods.includes(way) && (way !== "passkey" || hasPasskeys()));
  const [chosen, choose] = useState<ProofMethod | undefined>();
  const method = chosen ?? ways[0];
  const proof = useMutation({
    mutationFn: async (form: { password: string; code: string }) => {
      if (method === "passkey") {
        await onProof({ method, ...(await showPasskey(await askOptions())) });
      } else if (method === "password") {
        await onProof({ method, password: form.password });
      } else if (method) {
        await onProof({ method, code: form.code });
      }
    },
  });
  const wait = useWait(proof.error);
  const isWrong = ["wrong_code", "wrong_password", "wrong_credentials"].includes(
    codeOf(proof.error),
  );
  const isOff = wait > 0;
  const send = (password: string, code: string) => {
    if (!proof.isPending && !isOff) proof.mutate({ password, code });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const form = new FormData(event.currentTarget);
    send(String(form.get("password") ?? ""), String(form.get("code") ?? ""));
  };
  if (!method) return <Refusal error={null} words={t("proof.none")} />;

  return (
    <form onSubmit={submit} className="grid gap-5" key={method}>
      <p className="text-sm text-ink-2">{t(WAYS[method].lead)}</p>
      {email && (
        <input type="email" autoComplete="username" value={email} readOnly hidden name="username" />
      )}
      {method === "password" && <PasswordField autoComplete="current-password" autoFocus />}
      {method === "totp" && (
        <CodeField
          label={t("proof.code")}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          required
          tidy={(text) => digits(text, TOTP_LENGTH)}
          full={TOTP_LENGTH}
          onFull={(code) => send("", code)}
        />
      )}
      {method === "recovery_code" && (
        <CodeField
          label={t("proof.recovery")}
          name="code"
          autoComplete="off"
          autoFocus
          required
          tidy={(text) => plainCode(text)}
          full={0}
        />
      )}
      <Refusal
        error={proof.error}
        wait={wait}
        words={isWrong && method !== "password" ? t("problem.wrong_code") : undefined}
      />
      <Button
        type="submit"
        look="accent"
        size="lg"
        isBusy={proof.isPending}
        disabled={isOff}
        autoFocus={method === "passkey"}
        {...(method === "passkey" ? { icon: "key" as const } : {})}
      >
        {t(method === "passkey" ? "proof.passkey.action" : "proof.action")}
      </Button>
      {ways.length > 1 && (
        <div className="grid gap-1 border-t border-line pt-4">
          {ways
            .filter((way) => way !== method)
            .map((way) => (
              <Button
                key={way}
                look="quiet"
                icon={WAYS[way].icon}
                className="justify-start"
                onClick={() => {
                  proof.reset();
                  choose(way);
                }}
              >
                {t("proof.instead", { way: t(WAYS[way].name) })}
              </Button>
            ))}
        </div>
      )}
    </form>
  );
}
