import { ARTWORK_ROLES } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { useQuery } from "@tanstack/react-query";
import { assetQuery } from "../../../../queries.ts";
import { useDeskView, useField } from "../context.ts";
import { ArtworkSlot } from "./ArtworkSlot.tsx";
import { framesOf } from "./frames.ts";

/** A picture for every place where the title is shown. */
export function ArtworkTab() {
  const { t } = useI18n();
  const { title } = useDeskView();
  const { value: assetId } = useField("asset_id");
  const { data: asset } = useQuery({ ...assetQuery(assetId ?? ""), enabled: assetId !== null });
  const frames = asset ? framesOf(asset) : [];
  return (
    <div className="grid gap-6">
      <p className="text-sm text-ink-2">{t("studio.artwork.lead")}</p>
      {ARTWORK_ROLES.map((role) => (
        <ArtworkSlot
          key={role}
          role={role}
          titleId={title.id}
          picture={title.artwork[role] ?? null}
          frames={role === "logo" ? [] : frames}
        />
      ))}
    </div>
  );
}
