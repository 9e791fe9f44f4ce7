import { useI18n } from "@streamverse/i18n";
import { cx, Icon } from "@streamverse/ui";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { commandFor, preferredText, SEEK_FAR_SECONDS, type TextTrack } from "../core/index.ts";
import type { Stage } from "../shaka/stage.ts";
import { ControlBar } from "./ControlBar.tsx";
import { focusKind, obey } from "./commands.ts";
import type { Film, Pulse } from "./film.ts";
import { keep, recall } from "./memory.ts";
import { KeyboardHelp, NextUp, ProblemScreen, Waiting } from "./Screens.tsx";
import { SkipOffer } from "./SkipOffer.tsx";
import { Subtitles } from "./Subtitles.tsx";
import { useControls } from "./useControls.ts";
import { useGestures } from "./useGestures.ts";
import { type Service, useReports } from "./useReports.ts";
import { usePresentation, useRememberedVolume, useStage, useView } from "./useStage.ts";

export interface PlayerProps {
  film: Film;
  service: Service;
  /** The way back, drawn at the top left: a link of the router. */
  back: (className: string, children: ReactNode) => ReactNode;
  home: ReactNode;
  /** Begin a new session and load it; `at` is where the viewer was. */
  onAgain: (at: number) => void;
  onNext: (() => void) | null;
  /** Does the next episode begin by itself? */
  isGoingOn: boolean;
}

/** The whole player: give it a film and it fills its parent. */
export function Player(props: PlayerProps) {
  const { t } = useI18n();
  const root = useRef<HTMLElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const stage = useStage(screen, props.film);
  return (
    <section
      ref={root}
      data-theme="dark"
      aria-label={t("player.label", { name: props.film.name })}
      className="relative size-full overflow-hidden bg-black text-white select-none"
    >
      <div ref={screen} className="absolute inset-0" data-stage="" />
      {stage && <Over {...props} stage={stage} root={root} />}
    </section>
  );
}

/** Everything drawn over the picture. */
function Over({
  film,
  service,
  back,
  home,
  onAgain,
  onNext,
  isGoingOn,
  stage,
  root,
}: PlayerProps & { stage: Stage; root: React.RefObject<HTMLElement | null> }) {
  const { t } = useI18n();
  const view = useView(stage);
  useRememberedVolume(view);
  const controls = useControls(root, view.status === "playing");
  const { isFullscreen, isInPicture } = usePresentation(root, stage);
  const [text, setText] = useText(film);
  const [isPreviewing, setPreviewing] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isStaying, setStaying] = useState(false);
  const [isGrowing, setGrowing] = useState(film.isGrowing);

  const onPulse = useCallback(
    (pulse: Pulse) => {
      setGrowing(pulse.isGrowing);
      stage.setDuration(pulse.duration);
      void stage.noticeRevision(pulse.revision);
    },
    [stage],
  );
  useReports(stage, { ...film, isGrowing }, service, onPulse);
  useOnline(stage);

  const toggleFullscreen = useCallback(() => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void root.current?.requestFullscreen?.({ navigationUI: "hide" }).catch(() => undefined);
  }, [root]);
  const togglePicture = () => {
    if (document.pictureInPictureElement) void document.exitPictureInPicture();
    else void stage.video?.requestPictureInPicture().catch(() => undefined);
  };
  const toggleSubtitles = () =>
    setText(
      text ? null : (preferredText(film.texts, recall().textLanguage) ?? film.texts[0] ?? null),
    );

  useKeyboard((event) => {
    const command = commandFor({
      key: event.key,
      ctrlKey: event.ctrlKey,
      metaKey: event.metaKey,
      altKey: event.altKey,
      focus: focusKind(event.target),
    });
    if (!command) return;
    event.preventDefault();
    controls.wake();
    obey(command, stage, {
      toggleFullscreen,
      togglePicture,
      toggleSubtitles,
      nextEpisode: onNext,
      help: () => setHelpOpen(true),
    });
  });

  const gestures = useGestures(stage, controls, toggleFullscreen);
  const isShown = controls.isShown && view.status !== "failed";
  const fade = cx(
    "transition-opacity duration-120 ease-out",
    isShown ? "opacity-100" : "pointer-events-none opacity-0 focus-within:opacity-100",
  );

  return (
    <>
      <div
        className={cx("absolute inset-0 z-2 touch-manipulation", !isShown && "cursor-none")}
        onPointerUp={gestures.onPointerUp}
      />
      {film.poster && view.status === "loading" && (
        <img
          src={film.poster}
          alt=""
          className="absolute inset-0 z-2 size-full object-contain opacity-50"
        />
      )}
      {(view.status === "buffering" || view.status === "loading") && <Waiting />}
      {gestures.skip && <Skipped key={gestures.skip.key} side={gestures.skip.side} />}
      {text && (
        <Subtitles
          stage={stage}
          track={text}
          room={isPreviewing ? "preview" : isShown ? "controls" : "none"}
        />
      )}

      <header
        className={cx(
          "absolute inset-x-0 top-0 z-10 flex items-center gap-3 bg-gradient-to-b from-black/75 to-transparent p-3 pb-14 md:px-7 md:pt-5",
          fade,
        )}
      >
        {back(
          "inline-flex size-11 shrink-0 items-center justify-center rounded-full hover:bg-white/15",
          <Icon name="back" className="size-7 rtl:-scale-x-100" />,
        )}
        <div className="min-w-0">
          <p className="tight truncate text-lg font-semibold">{film.name}</p>
          {film.line && <p className="truncate text-sm text-white/80">{film.line}</p>}
        </div>
        <span className="flex-1" />
        <Notice isGrowing={isGrowing} sharpened={view.sharpened} askedTooFar={view.askedTooFar} />
      </header>

      {view.status === "paused" && (
        <button
          type="button"
          aria-label={t("player.play")}
          onClick={() => stage.play()}
          className="absolute top-1/2 left-1/2 z-10 flex size-20 -translate-x-1/2 -translate-y-1/2 animate-fade items-center justify-center rounded-full bg-black/55 text-white backdrop-blur-sm transition-[scale,background-color] duration-150 hover:scale-105 hover:bg-black/70"
        >
          <Icon name="play" className="size-10" />
        </button>
      )}

      <footer
        className={cx(
          "absolute inset-x-0 bottom-0 z-10 bg-gradient-to-t from-black/85 via-black/50 to-transparent pt-20",
          fade,
          "pointer-events-none",
        )}
      >
        <div className={isShown ? "pointer-events-auto" : undefined}>
          <ControlBar
            stage={stage}
            view={view}
            film={film}
            container={root.current}
            text={text}
            isFullscreen={isFullscreen}
            isInPicture={isInPicture}
            onText={setText}
            onFullscreen={toggleFullscreen}
            onPicture={togglePicture}
            onNext={onNext}
            onMenu={controls.setMenuOpen}
            onScrubbing={controls.setScrubbing}
            onPreview={setPreviewing}
          />
        </div>
      </footer>

      <SkipOffer
        stage={stage}
        view={view}
        markers={film.markers}
        isShown={isShown}
        onNext={onNext}
      />

      {view.status === "ended" && film.next && onNext && !isStaying && (
        <NextUp
          name={film.next.name}
          isAutomatic={isGoingOn}
          onNext={onNext}
          onStay={() => setStaying(true)}
        />
      )}
      {view.problem && (
        <ProblemScreen problem={view.problem} home={home} onAgain={() => onAgain(view.position)} />
      )}
      {isHelpOpen && <KeyboardHelp onClose={() => setHelpOpen(false)} />}
    </>
  );
}

/** The subtitles on screen; the language is remembered for the next film. */
function useText(film: Film): [TextTrack | null, (track: TextTrack | null) => void] {
  const [text, setText] = useState(() => preferredText(film.texts, recall().textLanguage));
  const choose = (track: TextTrack | null) => {
    setText(track);
    keep({ textLanguage: track?.language ?? null });
  };
  return [text, choose];
}

/** Keys work wherever the focus is, as long as the player is on the page. */
function useKeyboard(onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!event.defaultPrevented) latest.current(event);
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

function useOnline(stage: Stage): void {
  useEffect(() => {
    const again = () => stage.retryNetwork();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [stage]);
}

function Notice({
  isGrowing,
  sharpened,
  askedTooFar,
}: {
  isGrowing: boolean;
  sharpened: number;
  askedTooFar: boolean;
}) {
  const { t } = useI18n();
  const [isFresh, setFresh] = useState(false);
  useEffect(() => {
    if (sharpened === 0) return;
    setFresh(true);
    const timer = setTimeout(() => setFresh(false), 4000);
    return () => clearTimeout(timer);
  }, [sharpened]);
  const words =
    askedTooFar && isGrowing
      ? t("player.notYet")
      : isFresh
        ? t("player.sharper")
        : isGrowing
          ? t("player.growing")
          : "";
  return (
    <p role="status" className="shrink-0 text-sm text-white/85 max-md:hidden">
      {words && (
        <span className="flex animate-fade items-center gap-2 rounded-full bg-black/50 px-3.5 py-1.5">
          <span className={cx("size-2 rounded-full bg-accent", isGrowing && "animate-breathe")} />
          {words}
        </span>
      )}
    </p>
  );
}

function Skipped({ side }: { side: "left" | "right" }) {
  const { t } = useI18n();
  return (
    <p
      className={cx(
        "pointer-events-none absolute inset-y-0 z-10 flex w-1/3 animate-fade items-center justify-center bg-white/10 text-lg font-semibold",
        side === "left" ? "left-0 rounded-e-full" : "right-0 rounded-s-full",
      )}
    >
      {t(side === "left" ? "player.back" : "player.forward", { seconds: SEEK_FAR_SECONDS })}
    </p>
  );
}
