import { type RefObject, useEffect, useState, useSyncExternalStore } from "react";
import { Stage, type View } from "../shaka/stage.ts";
import type { Film } from "./film.ts";
import { keep, recall } from "./memory.ts";

/** A stage in an element of the page, playing the film; loaded anew when the film's key changes. */
export function useStage(parent: RefObject<HTMLElement | null>, film: Film): Stage | null {
  const [stage, setStage] = useState<Stage | null>(null);

  useEffect(() => {
    const element = parent.current;
    if (!element) return;
    const made = new Stage(element);
    setStage(made);
    return () => {
      setStage(null);
      void made.destroy();
    };
  }, [parent]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the whole film
  useEffect(() => {
    if (!stage) return;
    const { volume, muted, audioLanguage } = recall();
    const loading = stage.load({
      address: film.address,
      startAt: film.startAt,
      duration: film.duration,
      revision: film.revision,
      language: audioLanguage,
    });
    stage.setVolume(volume);
    if (muted) stage.setMuted(true);
    stage.play();
    void loading;
  }, [stage, film.key]);

  return stage;
}

/** The stage's view, as React state. */
export function useView(stage: Stage): View {
  return useSyncExternalStore(stage.subscribe, stage.view, stage.view);
}

/** Remember loudness on this device. */
export function useRememberedVolume(view: View): void {
  const { volume, muted, status } = view;
  useEffect(() => {
    if (status !== "loading") keep({ volume, muted });
  }, [volume, muted, status]);
}

/** Redraw when full screen or picture in picture begins or ends. */
export function usePresentation(root: RefObject<HTMLElement | null>, stage: Stage) {
  const isFullscreen = useSyncExternalStore(
    onFullscreen,
    () => document.fullscreenElement !== null && document.fullscreenElement === root.current,
  );
  const isInPicture = useSyncExternalStore(
    onPicture,
    () =>
      document.pictureInPictureElement !== null && document.pictureInPictureElement === stage.video,
  );
  return { isFullscreen, isInPicture };
}

function onFullscreen(changed: () => void): () => void {
  document.addEventListener("fullscreenchange", changed);
  return () => document.removeEventListener("fullscreenchange", changed);
}

function onPicture(changed: () => void): () => void {
  const names = ["enterpictureinpicture", "leavepictureinpicture"];
  for (const name of names) document.addEventListener(name, changed, true);
  return () => {
    for (const name of names) document.removeEventListener(name, changed, true);
  };
}
