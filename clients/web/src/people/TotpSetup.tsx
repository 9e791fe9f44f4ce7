import { useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { CodeField } from "./CodeField.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { digits } from "./codes.ts";
import { Qr } from "./Qr.tsx";
import { Refusal } from "./Refusal.tsx";
import { useWait } from "./wait.ts";

const TOTP_LENGTH = 6;

/** Join an authenticator app: scan or type the secret, then prove that it counts along. */
export function TotpSetup({
  secret,
  qrSvg,
  onCode,
}: {
  secret: string;
  qrSvg: string;
  onCode: (code: string) => Promise<void>;
}) {
  const { t } = useI18n();
  const confirm = useMutation({ mutationFn: onCode });
  const wait = useWait(confirm.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate(String(new FormData(event.currentTarget).get("code") ?? ""));
  };
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-center gap-5">
        <Qr svg={qrSvg} label={t("totp.qr")} className="size-44" />
        <div className="min-w-40 flex-1 basis-40">
          <p className="text-xs text-ink-3">{t("totp.secret")}</p>
          <p className="mt-1 font-semibold break-words tracking-wider text-ink-1">
            {secret.replace(/(.{4})(?=.)/g, "$1 ")}
          </p>
          <CopyButton text={secret} className="mt-2 -ms-3" />
        </div>
      </div>
      <form onSubmit={submit} className="grid gap-5">
        <CodeField
          label={t("totp.code")}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          tidy={(text) => digits(text, TOTP_LENGTH)}
          full={TOTP_LENGTH}
          onFull={(code) => !confirm.isPending && wait === 0 && confirm.mutate(code)}
        />
        <Refusal error={confirm.error} wait={wait} />
        <Button
          type="submit"
          look="accent"
          size="lg"
          isBusy={confirm.isPending}
          disabled={wait > 0}
        >
          {t("totp.confirm")}
        </Button>
      </form>
    </div>
  );
}
