import { catchUpRate, IN_STEP_SECONDS, leadSeconds } from "../core/index.ts";
import type { Deck } from "./deck.ts";

const READY_WITHIN_MS = 20_000;
const IN_STEP_WITHIN_MS = 8_000;
const LOOK_EVERY_MS = 30;
/** When the two will not come closer, this is still hardly seen. */
const CLOSE_ENOUGH_SECONDS = 0.09;

export class NotInStep extends Error {}

/**
 * Load a manifest on the hidden deck and bring it in step with the shown one: the same place,
 * the same speed, a picture decoded. Rejects with NotInStep when that does not come about.
 */
export async function bringInStep(
  shown: Deck,
  hidden: Deck,
  address: string,
  prepare: () => void,
): Promise<void> {
  const began = performance.now();
  hidden.video.muted = true;
  await hidden.load(address, shown.video.currentTime + (shown.video.paused ? 0 : 2));
  prepare();
  await until(() => hidden.video.readyState >= 3, READY_WITHIN_MS);
  const loadMs = performance.now() - began;

  if (shown.video.paused) {
    await land(hidden, shown.video.currentTime);
  } else {
    await runAlongside(shown, hidden, loadMs);
  }
}

/** Both rest: put the hidden one on the very same frame. */
async function land(hidden: Deck, at: number): Promise<void> {
  if (Math.abs(hidden.video.currentTime - at) > 0.001) hidden.video.currentTime = at;
  await until(() => !hidden.video.seeking && hidden.video.readyState >= 2, READY_WITHIN_MS);
}

async function runAlongside(shown: Deck, hidden: Deck, loadMs: number): Promise<void> {
  if (hidden.video.currentTime < shown.video.currentTime + 0.3) {
    hidden.video.currentTime = Math.min(
      shown.video.currentTime + leadSeconds(Math.min(loadMs, 1_500), shown.video.playbackRate),
      hidden.playableUntil - 0.5,
    );
    await until(() => !hidden.video.seeking && hidden.video.readyState >= 3, READY_WITHIN_MS);
  }
  await until(
    () => shown.video.paused || hidden.video.currentTime - shown.video.currentTime < 0.06,
    READY_WITHIN_MS,
  );
  if (shown.video.paused) return land(hidden, shown.video.currentTime);

  const framesBefore = hidden.video.getVideoPlaybackQuality().totalVideoFrames;
  hidden.video.playbackRate = shown.video.playbackRate;
  await hidden.video.play();
  const drift = () => shown.video.currentTime - hidden.video.currentTime;
  const isShowing = () =>
    hidden.video.getVideoPlaybackQuality().totalVideoFrames > framesBefore + 1 &&
    hidden.video.readyState >= 3;
  try {
    await until(() => {
      hidden.video.playbackRate = catchUpRate(drift(), shown.video.playbackRate);
      return shown.video.paused || (isShowing() && Math.abs(drift()) < IN_STEP_SECONDS);
    }, IN_STEP_WITHIN_MS);
  } catch (error) {
    if (!isShowing() || Math.abs(drift()) > CLOSE_ENOUGH_SECONDS) throw error;
  }
  hidden.video.playbackRate = shown.video.playbackRate;
  if (shown.video.paused) {
    hidden.video.pause();
    await land(hidden, shown.video.currentTime);
  }
}

function until(isTrue: () => boolean, withinMs: number): Promise<void> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const look = () => {
      if (isTrue()) resolve();
      else if (performance.now() - began > withinMs) reject(new NotInStep());
      else setTimeout(look, LOOK_EVERY_MS);
    };
    look();
  });
}
