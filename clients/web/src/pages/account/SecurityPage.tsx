import { useI18n } from "@streamverse/i18n";
import { useQuery } from "@tanstack/react-query";
import { secondFactorsQuery } from "../../people/queries.ts";
import { meQuery } from "../../queries.ts";
import { Passkeys } from "./Passkeys.tsx";
import { Password } from "./Password.tsx";
import { AccountPage, Waiting } from "./parts.tsx";
import { SecondFactor } from "./SecondFactor.tsx";
import { SecurityLog } from "./SecurityLog.tsx";
import { Social } from "./Social.tsx";

/** Every way into the account, and what happened to it. */
export function SecurityPage() {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const { data: factors, error, refetch } = useQuery(secondFactorsQuery);
  if (!me) return null;
  return (
    <AccountPage title={t("account.security")} lead={t("account.security.lead")}>
      <Password hasPassword={me.has_password ?? true} email={me.email} />
      {factors ? (
        <>
          <Passkeys passkeys={factors.passkeys} />
          <SecondFactor factors={factors} />
        </>
      ) : (
        <Waiting error={error} onRetry={() => void refetch()} height="h-80" />
      )}
      <Social />
      <SecurityLog />
    </AccountPage>
  );
}
