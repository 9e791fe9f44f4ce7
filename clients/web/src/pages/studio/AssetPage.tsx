import { ApiProblem, type Asset, api } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import {
  Button,
  buttonClass,
  Dialog,
  ErrorState,
  Icon,
  Progress,
  Skeleton,
  useToast,
} from "@streamverse/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { NotFoundPage } from "../problems.tsx";
import { Captions } from "./Captions.tsx";
import { EditTitle } from "./EditTitle.tsx";
import { nameOf } from "./FilmsPage.tsx";
import { headlineOf, isPlayable } from "./headline.ts";
import { PosterPicker } from "./PosterPicker.tsx";
import { Publish } from "./Publish.tsx";
import { hideForNow, showAgain } from "./pendingDeletes.ts";
import { StateBadge } from "./StateBadge.tsx";
import { Steps } from "./Steps.tsx";
import { useLiveAsset } from "./useLiveAsset.ts";
import { useRetry } from "./useRetry.ts";
import { Versions } from "./Versions.tsx";

/** One film of the creator: how far it is, why, and everything one can do with it. */
export function AssetPage() {
  const i18n = useI18n();
  const { id } = useParams({ from: "/shell/studio/assets/$id" });
  const { data, error, refetch, isCutOff } = useLiveAsset(id);
  useTabName(data ? nameOf(data) : "");
  if (data) return <AssetBody asset={data} isCutOff={isCutOff} />;
  if (error instanceof ApiProblem && [403, 404, 410].includes(error.status))
    return <NotFoundPage />;
  if (error) {
    return (
      <ErrorState
        body={wordsFor(error, i18n)}
        detail={detailOf(error)}
        onRetry={() => void refetch()}
      />
    );
  }
  return <AssetSkeleton />;
}

function AssetBody({ asset, isCutOff }: { asset: Asset; isCutOff: boolean }) {
  const i18n = useI18n();
  const { t, percent } = i18n;
  const isDone = asset.state === "ready";
  return (
    <>
      <Link
        to="/studio/uploads"
        className="mb-4 inline-flex min-h-9 items-center gap-1.5 rounded-lg text-sm font-semibold text-ink-2 hover:text-ink-1"
      >
        <Icon name="chevronLeft" className="size-4 rtl:-scale-x-100" />
        {t("studio.title")}
      </Link>
      <header className="mb-8 flex flex-wrap items-start justify-between gap-x-8 gap-y-5">
        <div className="min-w-0">
          <h1 className="tight text-xl font-extrabold break-words">{nameOf(asset)}</h1>
          <p className="mt-2">
            <StateBadge state={asset.state} />
          </p>
        </div>
        <PlayNow asset={asset} />
      </header>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-6">
          <Panel>
            <p role="status" className="tight text-lg font-bold">
              {headlineOf(asset, i18n)}
            </p>
            {isCutOff && <p className="mt-1 text-sm text-warning">{t("asset.reconnecting")}</p>}
            {asset.problem && <Problem asset={asset} />}
            {!isDone && asset.state !== "failed" && (
              <div className="mt-4 flex items-center gap-3">
                <Progress value={asset.progress} label={nameOf(asset)} className="h-2 flex-1" />
                <span className="tabular w-11 text-end text-sm font-semibold">
                  {percent(asset.progress)}
                </span>
              </div>
            )}
            {asset.steps.length > 0 && <Steps asset={asset} />}
          </Panel>
          {asset.renditions.length > 0 && (
            <Panel title={t("asset.versions")}>
              <Versions asset={asset} />
            </Panel>
          )}
        </div>
        <div className="grid gap-6">
          {isPlayable(asset) && (
            <Panel title={t("asset.publish")}>
              <Publish asset={asset} />
              <EditTitle asset={asset} />
            </Panel>
          )}
          <Panel title={t("asset.poster")}>
            <PosterPicker asset={asset} />
          </Panel>
          <Panel title={t("asset.tracks")}>
            <Captions asset={asset} />
          </Panel>
          <Panel title={t("asset.storage")}>
            <Storage asset={asset} />
          </Panel>
        </div>
      </div>
    </>
  );
}

function Panel({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="rounded-2xl border border-line bg-surface-1 p-5 sm:p-6">
      {title && <h2 className="tight mb-4 text-lg font-bold">{title}</h2>}
      {children}
    </section>
  );
}

function PlayNow({ asset }: { asset: Asset }) {
  const { t } = useI18n();
  if (!isPlayable(asset)) {
    return asset.state === "failed" ? null : (
      <Button look="accent" size="lg" icon="play" disabled>
        {t("asset.playSoon")}
      </Button>
    );
  }
  return (
    <Link
      to="/watch/$id"
      params={{ id: asset.id }}
      search={{ as: "asset" }}
      className={buttonClass("accent", "lg")}
    >
      <Icon name="play" />
      {t("asset.play")}
    </Link>
  );
}

function Problem({ asset }: { asset: Asset }) {
  const { t } = useI18n();
  const retry = useRetry(asset);
  return (
    <div className="mt-4 rounded-xl bg-surface-2 p-4">
      <p className="text-xs font-semibold text-ink-3">{t("asset.problem")}</p>
      <p className="mt-1 text-sm break-words text-danger">{asset.problem?.detail}</p>
      <Button
        className="mt-3"
        size="sm"
        icon="retry"
        isBusy={retry.isPending}
        onClick={() => retry.mutate({})}
      >
        {t("asset.retry")}
      </Button>
    </div>
  );
}

function Storage({ asset }: { asset: Asset }) {
  const { t, bytes, date } = useI18n();
  const facts: [string, string][] = [
    [t("asset.file"), asset.filename],
    [t("asset.length"), asset.duration_seconds ? clock(asset.duration_seconds) : ""],
    [t("studio.column.added"), asset.created_at ? date(asset.created_at) : ""],
    [t("asset.storage.source"), bytes(asset.size_bytes)],
    [t("asset.storage.all"), bytes(asset.storage_bytes)],
  ];
  return (
    <>
      <dl className="grid gap-2 text-sm">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} className="flex justify-between gap-6">
              <dt className="shrink-0 text-ink-3">{name}</dt>
              <dd className="tabular min-w-0 text-end break-words">{value}</dd>
            </div>
          ))}
      </dl>
      <DeleteFilm asset={asset} />
    </>
  );
}

function DeleteFilm({ asset }: { asset: Asset }) {
  const { t, bytes } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const say = useToast();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const name = nameOf(asset);

  const remove = async () => {
    setAsking(false);
    hideForNow(asset.id);
    await navigate({ to: "/studio/uploads" });
    say(t("asset.deleted", { name }), {
      onUndo: () => showAgain(asset.id),
      onSettled: () => {
        api.deleteAsset(asset.id).then(
          () => void queryClient.invalidateQueries({ queryKey: ["assets"] }),
          () => {
            showAgain(asset.id);
            say(t("error.server"), { isProblem: true });
          },
        );
      },
    });
  };
  return (
    <>
      <Button look="danger" icon="trash" className="mt-5" onClick={() => setAsking(true)}>
        {t("asset.delete")}
      </Button>
      {isAsking && (
        <Dialog
          title={t("asset.delete.title", { name })}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t("app.cancel")}</Button>
              <Button look="danger" icon="trash" onClick={() => void remove()}>
                {t("asset.delete")}
              </Button>
            </>
          }
        >
          {t("asset.delete.body", { size: bytes(asset.storage_bytes) })}
        </Dialog>
      )}
    </>
  );
}

function AssetSkeleton() {
  const { t } = useI18n();
  return (
    <div role="status" aria-busy="true" aria-label={t("app.loading")}>
      <Skeleton className="mt-8 h-9 w-80 max-w-full" />
      <div className="mt-12 grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Skeleton className="h-96 rounded-2xl" />
        <Skeleton className="h-72 rounded-2xl" />
      </div>
    </div>
  );
}
