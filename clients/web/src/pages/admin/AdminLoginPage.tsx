import { ApiProblem, type FactorMethod, people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Field } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { thisDevice } from "../../people/device.ts";
import { ProofForm, type Shown } from "../../people/ProofForm.tsx";
import { factorMethods } from "../../people/paths.ts";
import { RecoveryCodes } from "../../people/RecoveryCodes.tsx";
import { Refusal } from "../../people/Refusal.tsx";
import { codeOf } from "../../people/refusals.ts";
import { TotpSetup } from "../../people/TotpSetup.tsx";
import { useViewer } from "../../people/useViewer.ts";
import { useWait } from "../../people/wait.ts";
import { useTabName } from "../../words.ts";
import { AuthFrame } from "../auth/AuthFrame.tsx";
import { PasswordField } from "../auth/PasswordField.tsx";

type Step =
  | { kind: "password" }
  | { kind: "factor"; ticket: string; methods: FactorMethod[] }
  | { kind: "setup"; ticket: string; secret: string; qr_svg: string }
  | { kind: "codes"; codes: readonly string[] };

/** The operators' own door: a password is never enough. */
export function AdminLoginPage() {
  const { t } = useI18n();
  const { next } = useSearch({ from: "/shell/admin/login" });
  const { arrive } = useViewer();
  const [step, setStep] = useState<Step>({ kind: "password" });
  useTabName(t("operator.title"));

  const finish = async (ticket: string, shown: Shown) => {
    if (shown.method === "password") return;
    const { recovery_codes } = await people.operatorSecondFactor(ticket, shown, thisDevice());
    if (recovery_codes?.length) setStep({ kind: "codes", codes: recovery_codes });
    else await arrive(next ?? "/admin");
  };

  switch (step.kind) {
    case "password":
      return (
        <AuthFrame title={t("operator.title")} lead={t("operator.lead")}>
          <OperatorPassword onStep={setStep} />
        </AuthFrame>
      );
    case "factor":
      return (
        <AuthFrame isStep title={t("auth.factor.title")}>
          <ProofForm
            methods={step.methods}
            askOptions={() => people.secondFactorOptions(step.ticket)}
            onProof={(shown) => finish(step.ticket, shown)}
          />
        </AuthFrame>
      );
    case "setup":
      return (
        <AuthFrame isStep title={t("operator.setup.title")} lead={t("operator.setup.lead")}>
          <TotpSetup
            secret={step.secret}
            qrSvg={step.qr_svg}
            onCode={(code) => finish(step.ticket, { method: "totp", code })}
          />
        </AuthFrame>
      );
    case "codes":
      return (
        <AuthFrame isStep title={t("codes.title")} lead={t("codes.lead")}>
          <RecoveryCodes codes={step.codes} onDone={() => void arrive(next ?? "/admin")} />
        </AuthFrame>
      );
  }
}

function OperatorPassword({ onStep }: { onStep: (step: Step) => void }) {
  const { t } = useI18n();
  const signIn = useMutation({
    mutationFn: ({ email, password }: Record<"email" | "password", string>) =>
      people.operatorSignIn(email, password, thisDevice()),
    onError: (error) => {
      const step = stepAfter(error);
      if (step) onStep(step);
    },
  });
  const isRefused = signIn.error !== null && stepAfter(signIn.error) === null;
  const wait = useWait(isRefused ? signIn.error : null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({
      email: String(form.get("email")).trim(),
      password: String(form.get("password")),
    });
  };
  return (
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
      <PasswordField autoComplete="current-password" />
      {isRefused && <Refusal error={signIn.error} wait={wait} />}
      <Button type="submit" look="accent" size="lg" isBusy={signIn.isPending} disabled={wait > 0}>
        {t("auth.signIn.action")}
      </Button>
    </form>
  );
}

/** The next step that a refusal of the password alone names. */
function stepAfter(error: unknown): Step | null {
  if (!(error instanceof ApiProblem)) return null;
  const { ticket, methods, secret, qr_svg } = error.facts;
  if (typeof ticket !== "string") return null;
  if (codeOf(error) === "second_factor_required" && Array.isArray(methods)) {
    return { kind: "factor", ticket, methods: factorMethods(methods) };
  }
  if (codeOf(error) === "second_factor_setup_required") {
    return { kind: "setup", ticket, secret: String(secret), qr_svg: String(qr_svg) };
  }
  return null;
}
