import { desk } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { queryOptions } from "@tanstack/react-query";
import { TokenSection, type TokenSource } from "../../../people/TokenSection.tsx";
import { Board } from "./Board.tsx";

const MACHINES: TokenSource = {
  title: "desk.keys",
  query: queryOptions({ queryKey: ["api-tokens", "machines"], queryFn: desk.keys }),
  make: desk.makeKey,
  remove: desk.removeKey,
};

/** Keys of machines that work for the platform. */
export function KeysPage() {
  const { t } = useI18n();
  return (
    <Board title={t("desk.keys")} lead={t("desk.keys.lead")}>
      <TokenSection source={MACHINES} />
    </Board>
  );
}
