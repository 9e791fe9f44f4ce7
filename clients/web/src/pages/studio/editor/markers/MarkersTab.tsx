import { MARKER_KINDS, type Marker, type MarkerKind } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import type { Stage, View } from "@streamverse/player/monitor";
import { Button, cx, Icon, IconButton, useToast } from "@streamverse/ui";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { Panel } from "../../parts.tsx";
import { useField } from "../context.ts";
import { Line } from "../inputs.tsx";
import { Monitor, PlayButton } from "../video/Monitor.tsx";
import {
  type Edge,
  KEYS,
  markedAt,
  nudgeOf,
  ordered,
  placed,
  secondsOf,
  timeOf,
} from "./markers.ts";

const LOOKS: Record<MarkerKind, string> = {
  intro: "bg-accent text-accent-ink",
  recap: "bg-success text-surface-0",
  credits: "bg-ink-2 text-surface-0",
  preview: "bg-warning text-surface-0",
  chapter: "bg-ink-1 text-surface-0",
};

/** Intro, recap, credits and chapters, set while the film plays. */
export function MarkersTab() {
  const { t } = useI18n();
  const { value: assetId } = useField("asset_id");
  const { value: length } = useField("runtime_seconds");
  if (!assetId) {
    return (
      <Panel title={t("studio.tab.markers")} lead={t("studio.markers.lead")}>
        <p className="mb-4 text-sm text-ink-3">{t("studio.video.none")}</p>
        <MarkerList duration={length ?? 0} onSeek={null} />
      </Panel>
    );
  }
  return (
    <Panel title={t("studio.tab.markers")} lead={t("studio.markers.lead")}>
      <Monitor assetId={assetId}>{(stage, view) => <Desk stage={stage} view={view} />}</Monitor>
    </Panel>
  );
}

function Desk({ stage, view }: { stage: Stage; view: View }) {
  const { t } = useI18n();
  const { value, set } = useField("markers");
  const at = () => stage.video?.currentTime ?? view.position;
  const add = (kind: MarkerKind) => set(ordered([...value, markedAt(kind, at(), view.duration)]));
  const latest = useRef({ add, stage, view });
  latest.current = { add, stage, view };

  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isTyping = target.closest("input:not([type=range]), textarea, select, dialog");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const { add: mark, stage: on, view: now } = latest.current;
      const kind = KEYS[event.key.toLowerCase()];
      const step = target.closest("[data-marker], input[type=range], [data-handle]")
        ? 0
        : nudgeOf(event.key, event.shiftKey);
      if (kind) mark(kind);
      else if (step !== 0) on.seek((on.video?.currentTime ?? now.position) + step);
      else if (event.key === "k" || (event.key === " " && !target.closest("button, a, summary"))) {
        if (now.wantsToPlay) on.pause();
        else on.play();
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <PlayButton stage={stage} view={view} />
        <Nudges onNudge={(by) => stage.seek(at() + by)} />
        <output
          className="tabular me-2 text-sm font-semibold"
          aria-label={t("studio.video.position")}
        >
          {timeOf(view.position)}
        </output>
        <span className="flex-1" />
        {MARKER_KINDS.map((kind) => (
          <Button key={kind} size="sm" icon="plus" onClick={() => add(kind)}>
            {t(`studio.marker.${kind}`)}
            <kbd className="rounded border border-line-strong px-1.5 text-xs font-semibold text-ink-3 uppercase">
              {Object.entries(KEYS).find(([, each]) => each === kind)?.[0]}
            </kbd>
          </Button>
        ))}
      </div>
      <Timeline
        markers={value}
        position={view.position}
        duration={view.duration}
        onSeek={(to) => stage.seek(to)}
        onChange={(marker, next) => set(value.map((one) => (one === marker ? next : one)))}
      />
      <MarkerList duration={view.duration} onSeek={(to) => stage.seek(to)} now={at} />
    </div>
  );
}

function Nudges({ onNudge }: { onNudge: (by: number) => void }) {
  const { t } = useI18n();
  const steps = [
    [-1, "studio.markers.secondBack", "−1 s"],
    [-0.04, "studio.markers.frameBack", "−1 f"],
    [0.04, "studio.markers.frameOn", "+1 f"],
    [1, "studio.markers.secondOn", "+1 s"],
  ] as const;
  return steps.map(([by, name, sign]) => (
    <Button
      key={name}
      size="sm"
      look="quiet"
      aria-label={t(name)}
      title={t(name)}
      className="tabular px-2!"
      onClick={() => onNudge(by)}
    >
      {sign}
    </Button>
  ));
}

/** The film as a line with its markers on it; their edges are dragged, or moved by arrow keys. */
function Timeline({
  markers,
  position,
  duration,
  onSeek,
  onChange,
}: {
  markers: readonly Marker[];
  position: number;
  duration: number;
  onSeek: (to: number) => void;
  onChange: (marker: Marker, next: Marker) => void;
}) {
  const { t } = useI18n();
  const line = useRef<HTMLDivElement>(null);
  const share = (time: number) => `${duration > 0 ? Math.min(100, (time / duration) * 100) : 0}%`;
  const timeAt = (event: PointerEvent) => {
    const box = line.current?.getBoundingClientRect();
    if (!box) return 0;
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * duration;
  };
  return (
    <div dir="ltr" className="grid gap-1">
      <input
        type="range"
        aria-label={t("studio.video.position")}
        aria-valuetext={clock(position)}
        min={0}
        max={Math.max(1, duration)}
        step={0.04}
        value={position}
        onChange={(event) => onSeek(Number(event.target.value))}
        className="h-6 w-full accent-(--accent)"
      />
      <div ref={line} className="relative h-16 rounded-lg bg-surface-2">
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 z-2 w-0.5 bg-ink-1"
          style={{ left: share(position) }}
        />
        {markers.map((marker, i) => {
          const { kind, from_seconds: from, to_seconds: to, name } = marker;
          const words = name || t(`studio.marker.${kind}`);
          const isPoint = to === null;
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is all there is
              key={i}
              className={cx(
                "absolute rounded-md",
                isPoint ? "top-9 h-6 w-0.5" : "top-1.5 h-7 min-w-1.5",
                LOOKS[kind],
              )}
              style={{
                left: share(from),
                ...(isPoint ? {} : { width: share(to - from) }),
              }}
            >
              <span className="pointer-events-none absolute inset-x-2 truncate text-xs leading-7 font-semibold max-sm:hidden">
                {isPoint ? "" : words}
              </span>
              {(isPoint ? (["from"] as const) : (["from", "to"] as const)).map((edge) => (
                <EdgeHandle
                  key={edge}
                  edge={edge}
                  marker={marker}
                  words={words}
                  isPoint={isPoint}
                  timeAt={timeAt}
                  onMove={(to_) => {
                    onChange(marker, placed(marker, edge, to_, duration));
                    onSeek(to_);
                  }}
                />
              ))}
            </span>
          );
        })}
      </div>
    </div>
  );
}

function EdgeHandle({
  edge,
  marker,
  words,
  isPoint,
  timeAt,
  onMove,
}: {
  edge: Edge;
  marker: Marker;
  words: string;
  isPoint: boolean;
  timeAt: (event: PointerEvent) => number;
  onMove: (to: number) => void;
}) {
  const { t } = useI18n();
  const at = edge === "from" ? marker.from_seconds : (marker.to_seconds ?? 0);
  const isHeld = useRef(false);
  return (
    <button
      type="button"
      data-marker=""
      aria-label={t(edge === "from" ? "studio.markers.fromOf" : "studio.markers.toOf", {
        name: words,
        time: timeOf(at),
      })}
      onKeyDown={(event: KeyboardEvent) => {
        const by = nudgeOf(event.key, event.shiftKey);
        if (by === 0) return;
        event.preventDefault();
        onMove(at + by);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isHeld.current = true;
      }}
      onPointerMove={(event) => isHeld.current && onMove(timeAt(event))}
      onPointerUp={() => {
        isHeld.current = false;
      }}
      onPointerCancel={() => {
        isHeld.current = false;
      }}
      className={cx(
        "absolute cursor-ew-resize touch-none rounded-sm",
        isPoint
          ? "-top-1 -left-1.5 size-3.5 rounded-full border-2 border-surface-0 bg-ink-1"
          : "inset-y-0 w-3 border-current opacity-70 hover:opacity-100",
        !isPoint && (edge === "from" ? "left-0 border-l-3" : "right-0 border-r-3"),
      )}
    />
  );
}

function MarkerList({
  duration,
  onSeek,
  now,
}: {
  duration: number;
  onSeek: ((to: number) => void) | null;
  now?: () => number;
}) {
  const { t } = useI18n();
  const say = useToast();
  const { value, set, problem } = useField("markers");
  const put = (marker: Marker, next: Marker) =>
    set(value.map((one) => (one === marker ? next : one)));
  const remove = (marker: Marker) => {
    set(value.filter((one) => one !== marker));
    say(t("studio.markers.removed"), { onUndo: () => set(value) });
  };
  if (value.length === 0) return <p className="text-sm text-ink-3">{t("studio.markers.none")}</p>;
  return (
    <>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <ul aria-label={t("studio.tab.markers")} className="grid divide-y divide-line/60">
        {value.map((marker, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is all there is
            key={i}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2"
          >
            <span
              className={cx(
                "w-24 shrink-0 rounded-md px-2 py-1 text-center text-xs font-semibold",
                LOOKS[marker.kind],
              )}
            >
              {t(`studio.marker.${marker.kind}`)}
            </span>
            {(["from", "to"] as const).map((edge) =>
              edge === "to" && marker.to_seconds === null ? null : (
                <TimeField
                  key={edge}
                  label={t(`studio.markers.${edge}`)}
                  value={(edge === "from" ? marker.from_seconds : marker.to_seconds) ?? 0}
                  onChange={(at) => put(marker, placed(marker, edge, at, duration))}
                  {...(now ? { now } : {})}
                />
              ),
            )}
            <Line
              label="studio.field.name"
              value={marker.name}
              placeholder={t("studio.field.name")}
              onChange={(name) => put(marker, { ...marker, name })}
              className="min-w-36 flex-1 [&_input]:h-10 [&_label]:sr-only"
            />
            {onSeek && (
              <IconButton
                icon="play"
                label={t("studio.markers.seek", { time: timeOf(marker.from_seconds) })}
                onClick={() => onSeek(marker.from_seconds)}
              />
            )}
            <IconButton
              icon="trash"
              label={t("studio.markers.remove", { time: timeOf(marker.from_seconds) })}
              onClick={() => remove(marker)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function TimeField({
  label,
  value,
  onChange,
  now,
}: {
  label: string;
  value: number;
  onChange: (seconds: number) => void;
  now?: () => number;
}) {
  const { t } = useI18n();
  const [typed, setTyped] = useState<string | null>(null);
  const seconds = typed === null ? value : secondsOf(typed);
  return (
    <span className="inline-flex items-center">
      <input
        aria-label={label}
        aria-invalid={seconds === null || undefined}
        value={typed ?? timeOf(value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed !== null && seconds !== null) onChange(seconds);
          setTyped(null);
        }}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        className="tabular h-10 w-28 rounded-lg border border-line-strong bg-surface-1 px-2.5 text-sm aria-invalid:border-danger"
      />
      {now && (
        <button
          type="button"
          aria-label={t("studio.markers.here", { edge: label })}
          title={t("studio.markers.here", { edge: label })}
          onClick={() => onChange(now())}
          className="inline-flex size-9 items-center justify-center rounded-lg text-ink-3 hover:text-ink-1"
        >
          <Icon name="clock" className="size-4.5" />
        </button>
      )}
    </span>
  );
}
