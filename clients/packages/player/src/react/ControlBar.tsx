import { clock, useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";
import { SEEK_FAR_SECONDS, type TextTrack } from "../core/index.ts";
import type { Stage, View } from "../shaka/stage.ts";
import type { Film } from "./film.ts";
import { LanguageMenu, SettingsMenu } from "./Menus.tsx";
import { PlayerButton } from "./PlayerButton.tsx";
import { SeekBar } from "./SeekBar.tsx";

export interface ControlBarProps {
  stage: Stage;
  view: View;
  film: Film;
  container: HTMLElement | null;
  text: TextTrack | null;
  isFullscreen: boolean;
  isInPicture: boolean;
  onText: (track: TextTrack | null) => void;
  onFullscreen: () => void;
  onPicture: () => void;
  onNext: (() => void) | null;
  onMenu: (isOpen: boolean) => void;
  onScrubbing: (isScrubbing: boolean) => void;
  onPreview: (isShown: boolean) => void;
}

/** Everything below the picture. */
export function ControlBar(props: ControlBarProps) {
  const { stage, view, film, container, isFullscreen, isInPicture } = props;
  const { t } = useI18n();
  const isPlaying = view.wantsToPlay;
  const menu = { stage, view, container, onOpenChange: props.onMenu };
  return (
    <div dir="ltr" className="px-3 pb-2 md:px-8 md:pb-5">
      <SeekBar
        film={film}
        view={view}
        onSeek={(to) => stage.seek(to)}
        onScrubbing={props.onScrubbing}
        onPreview={props.onPreview}
      />
      <div className="flex items-center gap-0.5 md:gap-1">
        <PlayerButton
          isLarge
          icon={isPlaying ? "pause" : "play"}
          label={
            view.status === "ended"
              ? t("player.replay")
              : t(isPlaying ? "player.pause" : "player.play")
          }
          onClick={() => (isPlaying ? stage.pause() : stage.play())}
        />
        <SkipButton seconds={-SEEK_FAR_SECONDS} onSkip={(by) => stage.seek(view.position + by)} />
        <SkipButton seconds={SEEK_FAR_SECONDS} onSkip={(by) => stage.seek(view.position + by)} />
        {props.onNext && (
          <PlayerButton icon="next" label={t("player.next")} onClick={props.onNext} />
        )}
        <Volume stage={stage} view={view} />
        <span className="tabular ms-1 text-sm font-medium whitespace-nowrap text-white drop-shadow-[0_1px_2px_rgb(0_0_0/0.8)] md:ms-2">
          {clock(view.position)}
          <span className="text-white/70"> / {clock(view.duration)}</span>
        </span>
        <span className="flex-1" />
        {(film.texts.length > 0 || view.audios.length > 1) && (
          <LanguageMenu {...menu} texts={film.texts} text={props.text} onText={props.onText} />
        )}
        <SettingsMenu {...menu} />
        {document.pictureInPictureEnabled && (
          <PlayerButton
            icon="pip"
            label={t(isInPicture ? "player.pip.exit" : "player.pip")}
            isOn={isInPicture}
            onClick={props.onPicture}
            className="max-md:hidden"
          />
        )}
        <PlayerButton
          icon={isFullscreen ? "fullscreenExit" : "fullscreen"}
          label={t(isFullscreen ? "player.fullscreen.exit" : "player.fullscreen")}
          onClick={props.onFullscreen}
        />
      </div>
    </div>
  );
}

function SkipButton({ seconds, onSkip }: { seconds: number; onSkip: (by: number) => void }) {
  const { t } = useI18n();
  const far = Math.abs(seconds);
  const isBack = seconds < 0;
  const label = t(isBack ? "player.back" : "player.forward", { seconds: far });
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => onSkip(seconds)}
      className="inline-flex size-11 items-center justify-center rounded-full text-white/90 drop-shadow-[0_1px_2px_rgb(0_0_0/0.7)] transition-colors duration-120 hover:bg-white/15 hover:text-white max-md:hidden"
    >
      <svg
        viewBox="0 0 24 24"
        aria-hidden="true"
        className={cx("size-7", !isBack && "-scale-x-100")}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M5.5 9.2A7.8 7.8 0 1 1 4.2 13M5 4.5v5h5" />
        <text
          x="12"
          y="15.6"
          textAnchor="middle"
          fontSize="7"
          fontWeight="700"
          fill="currentColor"
          stroke="none"
          transform={isBack ? undefined : "matrix(-1 0 0 1 24 0)"}
        >
          {far}
        </text>
      </svg>
    </button>
  );
}

function Volume({ stage, view }: { stage: Stage; view: View }) {
  const { t, percent } = useI18n();
  const isSilent = view.muted || view.volume === 0;
  return (
    <div className="group/volume flex items-center">
      <PlayerButton
        icon={isSilent ? "muted" : "volume"}
        label={t(isSilent ? "player.unmute" : "player.mute")}
        onClick={() => stage.setMuted(!isSilent)}
      />
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={isSilent ? 0 : view.volume}
        aria-label={t("player.volume")}
        aria-valuetext={percent(isSilent ? 0 : view.volume)}
        onChange={(event) => stage.setVolume(event.currentTarget.valueAsNumber)}
        className={cx(
          "h-1 w-0 cursor-pointer appearance-none rounded-full bg-white/35 opacity-0 accent-accent transition-[width,opacity] duration-160 ease-out",
          "group-hover/volume:w-20 group-hover/volume:opacity-100 focus-visible:w-20 focus-visible:opacity-100",
          "[&::-webkit-slider-thumb]:size-3.5 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-white",
          "[&::-moz-range-thumb]:size-3.5 [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-white",
          "pointer-coarse:hidden",
        )}
      />
    </div>
  );
}
