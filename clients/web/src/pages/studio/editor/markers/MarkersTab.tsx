import { MARKER_KINDS, type MarkerKind } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import type { Stage, View } from "@streamverse/player/monitor";
import { Button } from "@streamverse/ui";
import { useEffect, useRef } from "react";
import { Panel } from "../../parts.tsx";
import { useField } from "../context.ts";
import { Monitor, PlayButton } from "../video/Monitor.tsx";
import { MarkerList } from "./MarkerList.tsx";
import { KEYS, markedAt, nudgeOf, ordered, timeOf } from "./markers.ts";
import { Timeline } from "./Timeline.tsx";

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
