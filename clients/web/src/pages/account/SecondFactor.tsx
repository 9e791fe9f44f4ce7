import { people, type SecondFactors, type TotpSecret } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Dialog, Icon, Notice, useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { secondFactorsQuery } from "../../people/queries.ts";
import { RecoveryCodesDialog } from "../../people/RecoveryCodes.tsx";
import { Refusal } from "../../people/Refusal.tsx";
import { TotpSetup } from "../../people/TotpSetup.tsx";
import { useViewer } from "../../people/useViewer.ts";
import { Line, Lines, Section } from "./parts.tsx";

const FEW_CODES = 3;

/** An authenticator app beside the password, and codes for the day it is lost. */
export function SecondFactor({ factors }: { factors: SecondFactors }) {
  const { t, date } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const { renew: renewMe } = useViewer();
  const [secret, setSecret] = useState<TotpSecret | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const renew = async () => {
    await queryClient.invalidateQueries({ queryKey: secondFactorsQuery.queryKey });
    await renewMe();
  };
  const begin = useMutation({ mutationFn: people.beginTotp, onSuccess: setSecret });
  const end = useMutation({
    mutationFn: people.endTotp,
    onSuccess: async () => {
      await renew();
      say(t("totp.ended"));
    },
  });
  const makeCodes = useMutation({
    mutationFn: people.newRecoveryCodes,
    onSuccess: async ({ recovery_codes }) => {
      setCodes(recovery_codes);
      await renew();
    },
  });
  const confirm = async (code: string) => {
    const { recovery_codes } = await people.confirmTotp(code);
    setSecret(null);
    if (recovery_codes.length > 0) setCodes(recovery_codes);
    await renew();
  };
  const { totp, recovery_codes_left: left } = factors;
  const hasAny = totp.is_on || factors.passkeys.length > 0;

  return (
    <Section title={t("totp.title")} lead={t("totp.lead")}>
      <Lines>
        <Line
          picture={<Icon name="phone" />}
          name={t("proof.totp")}
          notes={
            totp.is_on && totp.since
              ? t("totp.since", { date: date(totp.since) })
              : t(totp.is_on ? "totp.on" : "totp.off")
          }
          actions={
            totp.is_on ? (
              <Button look="quiet" isBusy={end.isPending} onClick={() => end.mutate()}>
                {t("totp.end")}
              </Button>
            ) : (
              <Button isBusy={begin.isPending} onClick={() => begin.mutate()}>
                {t("totp.begin")}
              </Button>
            )
          }
        />
        {(hasAny || left > 0) && (
          <Line
            picture={<Icon name="shield" />}
            name={t("codes.title")}
            notes={
              <span className={left < FEW_CODES ? "text-warning" : undefined}>
                {t("codes.left", { count: left })}
              </span>
            }
            actions={
              <Button look="quiet" isBusy={makeCodes.isPending} onClick={() => makeCodes.mutate()}>
                {t("codes.new")}
              </Button>
            }
          />
        )}
      </Lines>
      <Refusal error={begin.error ?? end.error ?? makeCodes.error} />
      {hasAny && left === 0 && <Notice kind="warning">{t("codes.none")}</Notice>}
      {secret && (
        <Dialog title={t("totp.setup")} onClose={() => setSecret(null)}>
          <p className="mb-5 text-sm">{t("totp.setup.lead")}</p>
          <TotpSetup secret={secret.secret} qrSvg={secret.qr_svg} onCode={confirm} />
        </Dialog>
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </Section>
  );
}
