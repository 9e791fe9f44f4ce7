import { type Passkey, people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Icon, IconButton, Notice, useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { hasPasskeys, isThereAlready, makePasskey } from "../../people/passkeys.ts";
import { secondFactorsQuery } from "../../people/queries.ts";
import { RecoveryCodesDialog } from "../../people/RecoveryCodes.tsx";
import { Refusal } from "../../people/Refusal.tsx";
import { Line, Lines, Section } from "./parts.tsx";
import { Rename } from "./Rename.tsx";

/** Passkeys: sign in with a fingerprint, a face or the lock of a phone. */
export function Passkeys({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { t, ago, date } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [renamed, setRenamed] = useState<Passkey | null>(null);
  const renew = () => queryClient.invalidateQueries({ queryKey: secondFactorsQuery.queryKey });

  const add = useMutation({
    mutationFn: async () => {
      const proof = await makePasskey(await people.newPasskeyOptions());
      return people.addPasskey(proof, t("passkey.name", { number: passkeys.length + 1 }));
    },
    onSuccess: async ({ recovery_codes }) => {
      if (recovery_codes.length > 0) setCodes(recovery_codes);
      await renew();
      say(t("passkey.added"));
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => people.removePasskey(id),
    onSuccess: async () => {
      await renew();
      say(t("passkey.removed"));
    },
  });

  return (
    <Section
      title={t("passkey.title")}
      lead={t("passkey.lead")}
      action={
        hasPasskeys() && (
          <Button icon="plus" isBusy={add.isPending} onClick={() => add.mutate()}>
            {t("passkey.add")}
          </Button>
        )
      }
    >
      {!hasPasskeys() && <Notice>{t("passkey.unable")}</Notice>}
      <Refusal
        error={add.error ?? remove.error}
        words={isThereAlready(add.error) ? t("problem.passkey_known") : undefined}
      />
      {passkeys.length > 0 && (
        <Lines>
          {passkeys.map((passkey) => (
            <Line
              key={passkey.id}
              picture={<Icon name="key" />}
              name={passkey.name}
              notes={[
                t("passkey.since", { date: date(passkey.created_at) }),
                passkey.last_used_at ? t("account.used", { when: ago(passkey.last_used_at) }) : "",
                passkey.is_synced ? t("passkey.synced") : "",
              ]
                .filter(Boolean)
                .join(" · ")}
              actions={
                <>
                  <IconButton
                    icon="pencil"
                    label={t("account.rename", { name: passkey.name })}
                    onClick={() => setRenamed(passkey)}
                  />
                  <IconButton
                    icon="trash"
                    label={t("account.remove", { name: passkey.name })}
                    disabled={remove.isPending}
                    onClick={() => remove.mutate(passkey.id)}
                  />
                </>
              }
            />
          ))}
        </Lines>
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
      {renamed && (
        <Rename
          title={t("account.rename", { name: renamed.name })}
          name={renamed.name}
          onClose={() => setRenamed(null)}
          onRename={async (name) => {
            await people.renamePasskey(renamed.id, name);
            await renew();
          }}
        />
      )}
    </Section>
  );
}
