import { EXTRA_KINDS, type TitleDocument } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, buttonClass, Icon, IconButton, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { assetQuery } from "../../../../queries.ts";
import { Captions } from "../../Captions.tsx";
import { nameOf } from "../../FilmsPage.tsx";
import { Panel, Pick } from "../../parts.tsx";
import { Sortable } from "../../Sortable.tsx";
import { StateBadge } from "../../StateBadge.tsx";
import { useField } from "../context.ts";
import { Line } from "../inputs.tsx";
import { AssetDialog } from "./AssetDialog.tsx";
import { Monitor } from "./Monitor.tsx";

/** What plays: the film itself, its subtitles, and what there is beside it. */
export function VideoTab() {
  const { value: kind } = useField("kind");
  return (
    <div className="grid gap-6">
      {kind !== "series" && <FilmPanel />}
      <ExtrasPanel />
    </div>
  );
}

function FilmPanel() {
  const { t } = useI18n();
  const { value: assetId, set, problem } = useField("asset_id");
  const [isChoosing, setChoosing] = useState(false);
  const { data: asset } = useQuery({ ...assetQuery(assetId ?? ""), enabled: assetId !== null });
  return (
    <>
      <Panel
        title={t("studio.video.film")}
        action={
          <span className="flex flex-wrap gap-2">
            <Button size="sm" icon="film" onClick={() => setChoosing(true)}>
              {t(assetId ? "studio.video.change" : "studio.video.choose")}
            </Button>
            <Link to="/studio/upload" className={buttonClass("plain", "sm")}>
              <Icon name="upload" className="size-5" />
              {t("app.upload")}
            </Link>
          </span>
        }
      >
        {problem && (
          <p role="alert" className="mb-3 text-sm text-danger">
            {problem}
          </p>
        )}
        {!assetId && <p className="text-sm text-ink-3">{t("studio.video.none")}</p>}
        {assetId && !asset && <Skeleton className="aspect-video max-w-2xl rounded-xl" />}
        {asset && (
          <div className="grid gap-4">
            {(asset.state === "ready" || asset.state === "playable") && (
              <Monitor assetId={asset.id} className="max-w-2xl" />
            )}
            <p className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
              <StateBadge state={asset.state} />
              <span className="font-semibold break-all">{nameOf(asset)}</span>
              <Link
                to="/studio/assets/$id"
                params={{ id: asset.id }}
                className="font-semibold text-accent-text hover:underline"
              >
                {t("studio.video.asset")}
              </Link>
              <Button size="sm" look="quiet" onClick={() => set(null)}>
                {t("studio.video.detach")}
              </Button>
            </p>
          </div>
        )}
      </Panel>
      {asset && (
        <Panel title={t("asset.tracks")} lead={t("studio.video.captions.lead")}>
          <Captions asset={asset} />
        </Panel>
      )}
      {isChoosing && (
        <AssetDialog
          onClose={() => setChoosing(false)}
          onChoose={({ id }) => {
            set(id);
            setChoosing(false);
          }}
        />
      )}
    </>
  );
}

type Extra = TitleDocument["extras"][number];

function ExtrasPanel() {
  const { t } = useI18n();
  const { value, set, problem } = useField("extras");
  const [isChoosing, setChoosing] = useState(false);
  const put = (extra: Extra, change: Partial<Extra>) =>
    set(value.map((one) => (one === extra ? { ...one, ...change } : one)));
  return (
    <Panel
      title={t("studio.field.extras")}
      lead={t("studio.extras.lead")}
      action={
        <Button size="sm" icon="plus" onClick={() => setChoosing(true)}>
          {t("studio.extras.add")}
        </Button>
      }
    >
      {value.length === 0 && <p className="text-sm text-ink-3">{t("studio.extras.none")}</p>}
      <Sortable
        label={t("studio.field.extras")}
        items={value}
        keyOf={({ asset_id }, i) => `${asset_id} ${i}`}
        nameOf={({ name, kind }) => name || kind}
        onOrder={set}
        className="grid divide-y divide-line/60"
      >
        {(extra, _, handle) => (
          <div className="flex flex-wrap items-center gap-3 py-2">
            {handle}
            <Pick
              label={t("studio.extras.kind")}
              value={extra.kind}
              onChange={(event) => put(extra, { kind: event.target.value })}
              className="w-48"
            >
              {EXTRA_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`studio.extra.${kind}`)}
                </option>
              ))}
            </Pick>
            <Line
              label="studio.field.name"
              value={extra.name}
              placeholder={t("studio.field.name")}
              onChange={(name) => put(extra, { name })}
              className="min-w-40 flex-1 [&_input]:h-10 [&_label]:sr-only"
            />
            <Link
              to="/studio/assets/$id"
              params={{ id: extra.asset_id }}
              className="text-sm font-semibold text-accent-text hover:underline"
            >
              {t("studio.video.asset")}
            </Link>
            <IconButton
              icon="trash"
              label={t("studio.extras.remove", { name: extra.name })}
              onClick={() => set(value.filter((one) => one !== extra))}
            />
          </div>
        )}
      </Sortable>
      {problem && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {problem}
        </p>
      )}
      {isChoosing && (
        <AssetDialog
          onClose={() => setChoosing(false)}
          onChoose={(asset) => {
            set([...value, { kind: "trailer", name: nameOf(asset), asset_id: asset.id }]);
            setChoosing(false);
          }}
        />
      )}
    </Panel>
  );
}
