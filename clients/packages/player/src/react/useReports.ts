import { useCallback, useEffect, useRef } from "react";
import {
  isReportDue,
  nothingReported,
  type Occasion,
  REPORT_EVERY_MS,
  reported,
} from "../core/index.ts";
import type { Stage } from "../shaka/stage.ts";
import type { Film, Pulse } from "./film.ts";

/** While a film grows we ask more often: a sharper version may arrive at any moment. */
const GROWING_SECONDS = 4;

export interface Service {
  /** Tell the place in the film. Must survive the page's end (`keepalive`). */
  readonly report: (position: number, sequence: number) => Promise<Pulse>;
  readonly heartbeat: () => Promise<Pulse>;
}

/** Tell the service where the viewer is, and hear from it whether the manifest got better. */
export function useReports(
  stage: Stage,
  film: Film,
  service: Service,
  onPulse: (pulse: Pulse) => void,
): void {
  const state = useRef(nothingReported(film.sequence));
  const latest = useRef({ service, onPulse });
  latest.current = { service, onPulse };

  const tell = useCallback(
    (occasion: Occasion) => {
      const position = stage.video?.currentTime ?? 0;
      const { status } = stage.view();
      if (status === "loading" || status === "failed") return;
      if (!isReportDue(state.current, occasion, position, Date.now())) return;
      state.current = reported(state.current, position, Date.now());
      latest.current.service
        .report(position, state.current.sequence)
        .then(latest.current.onPulse, () => undefined);
    },
    [stage],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new session counts from the start
  useEffect(() => {
    state.current = nothingReported(film.sequence);
  }, [film.key]);

  useEffect(() => {
    const ticks = setInterval(() => {
      if (stage.view().status === "playing") tell("tick");
    }, REPORT_EVERY_MS / 10);
    const leave = () => tell("leave");
    const hide = () => document.hidden && tell("leave");
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    let before = stage.view().status;
    const unsubscribe = stage.subscribe(() => {
      const { status } = stage.view();
      if (status !== before && (status === "paused" || status === "ended")) tell("pause");
      before = status;
    });
    return () => {
      tell("leave");
      clearInterval(ticks);
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hide);
      unsubscribe();
    };
  }, [stage, tell]);

  const { heartbeatSeconds, isGrowing } = film;
  useEffect(() => {
    const every = isGrowing ? Math.min(heartbeatSeconds, GROWING_SECONDS) : heartbeatSeconds;
    const beats = setInterval(() => {
      latest.current.service.heartbeat().then(latest.current.onPulse, () => undefined);
    }, Math.max(1, every) * 1000);
    return () => clearInterval(beats);
  }, [heartbeatSeconds, isGrowing]);
}
