import { useI18n } from "@streamverse/i18n";
import { MY_TOKENS, TokenSection } from "../../people/TokenSection.tsx";
import { AccountPage } from "./parts.tsx";

/** Keys for programs that act for this account. */
export function TokensPage() {
  const { t } = useI18n();
  return (
    <AccountPage title={t("account.tokens")} lead={t("account.tokens.lead")}>
      <TokenSection source={MY_TOKENS} />
    </AccountPage>
  );
}
