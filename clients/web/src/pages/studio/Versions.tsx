import type { Asset, AssetRendition, AssetUnit } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import { Button, Progress } from "@streamverse/ui";
import { useRetry } from "./useRetry.ts";

/** Each version of the film and how far it reaches; a failed one can be made again alone. */
export function Versions({ asset }: { asset: Asset }) {
  return (
    <ul>
      {asset.renditions.map((rendition) => (
        <VersionRow key={rendition.name} asset={asset} rendition={rendition} />
      ))}
      {asset.failed_units.map((unit) => (
        <FailedUnit key={unit.id} asset={asset} unit={unit} />
      ))}
    </ul>
  );
}

function VersionRow({ asset, rendition }: { asset: Asset; rendition: AssetRendition }) {
  const { t, bytes } = useI18n();
  const retry = useRetry(asset);
  const number = /\d+$/.exec(rendition.name)?.[0] ?? "";
  const name =
    rendition.rung > 0 ? `${rendition.rung}p` : `${t("asset.track.audio")} ${number}`.trim();
  const whole = asset.duration_seconds ?? 0;
  const share = whole > 0 ? rendition.covered_seconds / whole : 0;
  const isWhole = share > 0.995 || rendition.state === "done";
  return (
    <li className="border-b border-line/60 py-3 text-sm last:border-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <span className="min-w-16 font-semibold">{name}</span>
        <span className="tabular text-xs text-ink-3">
          {rendition.width > 0 ? `${rendition.width} × ${rendition.height}` : ""}
        </span>
        <span className="text-xs text-ink-3 max-sm:hidden">{rendition.codecs}</span>
        <span className="flex-1" />
        <span className="tabular text-xs text-ink-2">
          {isWhole
            ? bytes(rendition.bytes)
            : t("asset.version.covered", {
                done: clock(rendition.covered_seconds),
                total: clock(whole),
              })}
        </span>
      </div>
      {!isWhole && <Progress value={share} label={rendition.name} className="mt-2" />}
      {rendition.problem && (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 break-words text-danger">{rendition.problem.detail}</p>
          <Button
            size="sm"
            icon="retry"
            isBusy={retry.isPending}
            onClick={() => retry.mutate({ rendition: rendition.name })}
          >
            {t("asset.version.retry", {
              name,
            })}
          </Button>
        </div>
      )}
    </li>
  );
}

/** A stretch of the film that could not be made, with its own way to try again. */
function FailedUnit({ asset, unit }: { asset: Asset; unit: AssetUnit }) {
  const { t } = useI18n();
  const retry = useRetry(asset);
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-line/60 py-3 text-sm last:border-0">
      <div className="min-w-0">
        <p className="font-semibold">{unit.name}</p>
        <p className="text-xs text-ink-3">{t("asset.unit.attempts", { count: unit.attempts })}</p>
        {unit.problem && <p className="mt-1 break-words text-danger">{unit.problem.detail}</p>}
      </div>
      <Button
        size="sm"
        icon="retry"
        isBusy={retry.isPending}
        onClick={() => retry.mutate({ unit_id: unit.id })}
      >
        {t("asset.retry")}
      </Button>
    </li>
  );
}
