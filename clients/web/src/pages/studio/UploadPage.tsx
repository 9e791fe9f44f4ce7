import { useI18n } from "@streamverse/i18n";
import { buttonClass, cx, Icon, IconButton, Progress, useToast } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";
import { type DragEvent, useEffect, useId, useState } from "react";
import { secondsLeft } from "../../uploads/speed.ts";
import {
  forgetUnfinished,
  type Unfinished,
  type UploadItem,
  type UploadReason,
  unfinishedUploads,
  uploads,
} from "../../uploads/uploads.ts";
import { useUploads } from "../../uploads/useUploads.ts";
import { useTabName } from "../../words.ts";

const ACCEPT = "video/*,audio/*,.mkv,.mov,.mp4,.m4v,.webm,.ts,.mts,.m2ts,.avi,.flv,.mxf,.ogv,.wmv";

/** Where films come in. */
export function UploadPage() {
  const { t } = useI18n();
  const items = useUploads();
  useTabName(t("upload.title"));
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="tight text-xl font-extrabold">{t("upload.title")}</h1>
      <p className="mt-1 mb-6 text-ink-2">{t("upload.lead")}</p>
      <DropZone />
      {items.length > 0 && (
        <section aria-label={t("upload.list")} className="mt-8">
          <ul className="grid gap-3">
            {[...items].reverse().map((item) => (
              <UploadCard key={item.key} item={item} />
            ))}
          </ul>
        </section>
      )}
      <UnfinishedList running={items} />
    </div>
  );
}

function DropZone() {
  const { t } = useI18n();
  const [depth, setDepth] = useState(0);
  const id = useId();
  const isOver = depth > 0;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDepth(0);
    uploads.add(event.dataTransfer.files);
  };
  useEffect(() => {
    // A file dropped beside the zone must not replace the page.
    const ignore = (event: Event) => event.preventDefault();
    window.addEventListener("dragover", ignore);
    window.addEventListener("drop", ignore);
    return () => {
      window.removeEventListener("dragover", ignore);
      window.removeEventListener("drop", ignore);
    };
  }, []);
  return (
    <label
      htmlFor={id}
      onDragEnter={() => setDepth((n) => n + 1)}
      onDragLeave={() => setDepth((n) => Math.max(0, n - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      className={cx(
        "flex min-h-72 cursor-pointer flex-col items-center justify-center gap-4 rounded-2xl border-2 border-dashed p-8 text-center",
        "transition-colors duration-150 ease-out has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent",
        isOver
          ? "border-accent bg-surface-2"
          : "border-line-strong bg-surface-1 hover:bg-surface-2",
      )}
    >
      <span className="flex size-16 items-center justify-center rounded-full bg-surface-3 text-accent-text">
        <Icon name="upload" className="size-8" />
      </span>
      <span className="tight text-lg font-bold">
        {t(isOver ? "upload.dropNow" : "upload.drop")}
      </span>
      <span className={buttonClass("accent")}>{t("upload.choose")}</span>
      <span className="text-xs text-ink-3">{t("upload.formats")}</span>
      <input
        id={id}
        type="file"
        multiple
        accept={ACCEPT}
        className="sr-only"
        onChange={(event) => {
          uploads.add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}

function UploadCard({ item }: { item: UploadItem }) {
  const { t } = useI18n();
  const say = useToast();
  const isDone = item.status === "done";
  const isGoing = item.status === "running" || item.status === "retrying";
  const cancel = () => {
    void uploads.cancel(item.key);
    say(t("upload.cancelled", { name: item.name }));
  };
  return (
    <li className="animate-rise rounded-xl border border-line bg-surface-1 p-4 ps-5">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate font-semibold">{item.name}</p>
          <UploadLine item={item} />
        </div>
        {isGoing && (
          <IconButton
            icon="pauseLine"
            label={t("upload.pause")}
            onClick={() => void uploads.pause(item.key)}
          />
        )}
        {(item.status === "paused" || item.status === "failed") && (
          <IconButton
            icon="play"
            label={t("upload.resume")}
            onClick={() => uploads.resume(item.key)}
          />
        )}
        {isDone && item.assetId && (
          <Link
            to="/studio/assets/$id"
            params={{ id: item.assetId }}
            className={buttonClass("accent")}
          >
            {t("upload.open")}
          </Link>
        )}
        <IconButton
          icon="close"
          label={t(isDone ? "app.close" : "upload.cancel")}
          onClick={isDone ? () => uploads.dismiss(item.key) : cancel}
        />
      </div>
      {!isDone && (
        <Progress
          value={item.size > 0 ? item.sent / item.size : 0}
          label={item.name}
          isCalm={!isGoing}
          className="mt-3"
        />
      )}
    </li>
  );
}

const REASONS = {
  tooLarge: "upload.reason.tooLarge",
  noSpace: "upload.reason.noSpace",
  refused: "upload.reason.refused",
  network: "upload.reason.network",
} as const satisfies Record<UploadReason, string>;

function UploadLine({ item }: { item: UploadItem }) {
  const { t, bytes, percent, duration } = useI18n();
  const left = secondsLeft(item.speed, item.sent, item.size);
  const words = {
    waiting: () => `${t("upload.waiting")} · ${bytes(item.size)}`,
    paused: () => t("upload.paused", { percent: percent(item.sent / item.size) }),
    retrying: () => t("upload.retrying"),
    done: () => t("upload.done"),
    failed: () =>
      t("upload.failed", { reason: t(REASONS[item.reason ?? "network"], { detail: item.detail }) }),
    running: () =>
      [
        t("upload.running", {
          done: bytes(item.sent),
          total: bytes(item.size),
          speed: bytes(item.speed.bytesPerSecond),
        }),
        left === null ? "" : t("upload.left", { time: duration(left) }),
      ]
        .filter(Boolean)
        .join(" · "),
  }[item.status]();
  return (
    <p
      role={item.status === "failed" ? "alert" : undefined}
      className={cx("tabular text-sm", item.status === "failed" ? "text-danger" : "text-ink-2")}
    >
      {words}
    </p>
  );
}

/** What a closed tab left behind. */
function UnfinishedList({ running }: { running: readonly UploadItem[] }) {
  const { t, bytes } = useI18n();
  const [found, setFound] = useState<readonly Unfinished[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: look again when an upload comes or goes
  useEffect(() => {
    let isCurrent = true;
    unfinishedUploads().then(
      (list) => isCurrent && setFound(list),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [running.length]);
  const names = new Set(running.map((item) => item.name));
  const left = found.filter((one) => !names.has(one.name));
  if (left.length === 0) return null;
  const forget = (key: string) => {
    void forgetUnfinished(key);
    setFound(found.filter((one) => one.key !== key));
  };
  return (
    <section className="mt-10">
      <h2 className="tight text-lg font-bold">{t("upload.unfinished.title")}</h2>
      <p className="mt-1 mb-3 text-sm text-ink-2">{t("upload.unfinished.body")}</p>
      <ul className="grid gap-2">
        {left.map((one) => (
          <li
            key={one.key}
            className="flex items-center gap-3 rounded-xl border border-line bg-surface-1 py-2 ps-5 pe-2"
          >
            <span className="min-w-0 flex-1 truncate text-sm font-semibold">{one.name}</span>
            <span className="tabular text-sm text-ink-3">{bytes(one.size)}</span>
            <IconButton icon="close" label={t("upload.forget")} onClick={() => forget(one.key)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
