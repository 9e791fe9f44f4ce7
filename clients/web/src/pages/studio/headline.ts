import type { Asset } from "@streamverse/api";
import type { I18n } from "@streamverse/i18n";

/** The one sentence a creator wants: can it be watched, and what is still to come. */
export function headlineOf(asset: Asset, { t, duration }: Pick<I18n, "t" | "duration">): string {
  const time = asset.eta_seconds === null ? null : duration(asset.eta_seconds, "long");
  switch (asset.state) {
    case "uploading":
      return t("asset.uploading");
    case "probing":
      return t("asset.probing");
    case "preparing":
      return time ? t("asset.preparing", { time }) : t("asset.preparing.noTime");
    case "playable":
      if (isAtItsBest(asset)) {
        return time ? t("asset.playable.lighter", { time }) : t("asset.playable.lighter.noTime");
      }
      return time ? t("asset.playable", { time }) : t("asset.playable.noTime");
    case "ready":
      return t(hasFailedPart(asset) ? "asset.partly" : "asset.ready");
    case "failed":
      return t("asset.failed");
  }
}

/** Is the sharpest version there already? So it is when the source could be kept as it was. */
export function isAtItsBest({ renditions }: Pick<Asset, "renditions">): boolean {
  const [sharpest] = [...renditions].sort((a, b) => b.rung - a.rung);
  return sharpest?.state === "done";
}

export function hasFailedPart(asset: Asset): boolean {
  return asset.renditions.some((rendition) => rendition.problem !== null);
}

export function isPlayable(asset: Asset): boolean {
  return asset.state === "playable" || asset.state === "ready";
}
