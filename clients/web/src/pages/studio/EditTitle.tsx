import type { Asset } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import { useTitleOf } from "./useTitleOf.ts";

/** Everything else about it is written in the editor of its title. */
export function EditTitle({ asset }: { asset: Asset }) {
  const { t } = useI18n();
  const titleOf = useTitleOf();
  return (
    <Button
      look="quiet"
      icon="pencil"
      className="mt-4"
      isBusy={titleOf.isPending}
      onClick={() => titleOf.mutate(asset)}
    >
      {t("asset.editTitle")}
    </Button>
  );
}
