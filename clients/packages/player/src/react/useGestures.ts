import { type PointerEvent, useEffect, useRef, useState } from "react";
import { SEEK_FAR_SECONDS } from "../core/index.ts";
import type { Stage } from "../shaka/stage.ts";

const DOUBLE_WITHIN_MS = 280;

/**
 * The picture itself as a control. A mouse: click to play or pause, double click for full screen.
 * A finger: tap for the controls, double tap on a side to skip.
 */
export function useGestures(
  stage: Stage,
  controls: { isShown: boolean; wake: () => void; sleep: () => void },
  toggleFullscreen: () => void,
) {
  const last = useRef({ at: 0, x: 0 });
  const single = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [skip, setSkip] = useState<{ side: "left" | "right"; key: number } | null>(null);

  useEffect(() => () => clearTimeout(single.current), []);
  useEffect(() => {
    if (!skip) return;
    const timer = setTimeout(() => setSkip(null), 500);
    return () => clearTimeout(timer);
  }, [skip]);

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    const isDouble = event.timeStamp - last.current.at < DOUBLE_WITHIN_MS;
    last.current = { at: isDouble ? 0 : event.timeStamp, x: share };
    clearTimeout(single.current);
    if (event.pointerType === "mouse") {
      if (isDouble) toggleFullscreen();
      else single.current = setTimeout(() => toggle(stage), DOUBLE_WITHIN_MS * 0.7);
      return;
    }
    if (isDouble && (share < 0.35 || share > 0.65)) {
      const side = share < 0.5 ? "left" : "right";
      const by = side === "left" ? -SEEK_FAR_SECONDS : SEEK_FAR_SECONDS;
      stage.seek((stage.video?.currentTime ?? 0) + by);
      setSkip({ side, key: event.timeStamp });
      return;
    }
    single.current = setTimeout(
      controls.isShown ? controls.sleep : controls.wake,
      DOUBLE_WITHIN_MS,
    );
  };

  return { onPointerUp, skip };
}

function toggle(stage: Stage): void {
  if (stage.view().wantsToPlay) stage.pause();
  else stage.play();
}
