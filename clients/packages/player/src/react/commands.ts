import { type Command, nextSpeed } from "../core/index.ts";
import type { Stage } from "../shaka/stage.ts";

export interface Surroundings {
  readonly toggleFullscreen: () => void;
  readonly togglePicture: () => void;
  readonly toggleSubtitles: () => void;
  readonly nextEpisode: (() => void) | null;
  readonly help: () => void;
}

/** Do what a key asked for. */
export function obey(command: Command, stage: Stage, around: Surroundings): void {
  const view = stage.view();
  switch (command.type) {
    case "togglePlay":
      if (view.wantsToPlay) stage.pause();
      else stage.play();
      break;
    case "seekBy":
      stage.seek((stage.video?.currentTime ?? 0) + command.seconds);
      break;
    case "seekToShare":
      stage.seek(view.duration * command.share);
      break;
    case "seekToEnd":
      stage.seek(view.duration);
      break;
    case "volumeBy":
      stage.setMuted(false);
      stage.setVolume(view.volume + command.step);
      break;
    case "toggleMute":
      stage.setMuted(!view.muted);
      break;
    case "faster":
      stage.setRate(nextSpeed(view.rate, 1));
      break;
    case "slower":
      stage.setRate(nextSpeed(view.rate, -1));
      break;
    case "toggleFullscreen":
      around.toggleFullscreen();
      break;
    case "togglePictureInPicture":
      around.togglePicture();
      break;
    case "toggleSubtitles":
      around.toggleSubtitles();
      break;
    case "nextEpisode":
      around.nextEpisode?.();
      break;
    case "help":
      around.help();
  }
}

/** What kind of thing has the focus, so that it keeps the keys it needs. */
export function focusKind(
  target: EventTarget | null,
): "none" | "text" | "button" | "slider" | "menu" {
  if (!(target instanceof HTMLElement)) return "none";
  if (target.closest("dialog, [role='menu']")) return "menu";
  if (target.closest("[role='slider'], input[type='range']")) return "slider";
  if (target.closest("input, textarea, select, [contenteditable]")) return "text";
  if (target.closest("button, a[href], summary")) return "button";
  return "none";
}
