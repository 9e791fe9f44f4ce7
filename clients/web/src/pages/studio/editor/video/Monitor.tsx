import { api } from "@streamverse/api";
import { clock, useI18n } from "@streamverse/i18n";
import { Monitor as Picture, type Stage, type View } from "@streamverse/player/monitor";
import { cx, IconButton, Skeleton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { wordsFor } from "../../../../words.ts";
import { Pick } from "../../parts.tsx";

/** The film on the desk: play, seek, try its subtitles. */
export function Monitor({
  assetId,
  className,
  children,
}: {
  assetId: string;
  className?: string;
  /** Instead of the plain bar. */
  children?: (stage: Stage, view: View) => ReactNode;
}) {
  const i18n = useI18n();
  const { t, language } = i18n;
  const [language_, setLanguage] = useState("");
  const { data: session, error } = useQuery({
    queryKey: ["playback", "desk", assetId],
    queryFn: () => api.startPlayback({ asset_id: assetId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  useEffect(() => {
    if (!session) return;
    const beats = setInterval(
      () => void api.heartbeat(session.id).catch(() => undefined),
      Math.max(1, session.heartbeat_seconds) * 1000,
    );
    return () => clearInterval(beats);
  }, [session]);
  if (error) return <p className="text-sm text-danger">{wordsFor(error, i18n)}</p>;
  if (!session) return <Skeleton className={cx("aspect-video rounded-xl", className)} />;
  const text = session.text_tracks.find((track) => track.language === language_) ?? null;
  return (
    <div className={cx("grid gap-3", className)}>
      <Picture
        address={session.hls_url}
        duration={session.duration_seconds}
        revision={String(session.revision)}
        text={text}
      >
        {(stage, view) => (
          <>
            {children ? children(stage, view) : <PlainBar stage={stage} view={view} />}
            {session.text_tracks.length > 0 && (
              <Pick
                label={t("studio.video.subtitles")}
                value={language_}
                onChange={(event) => setLanguage(event.target.value)}
                className="w-fit"
              >
                <option value="">{t("studio.video.noSubtitles")}</option>
                {session.text_tracks.map((track) => (
                  <option key={track.url} value={track.language}>
                    {track.label || language(track.language)}
                  </option>
                ))}
              </Pick>
            )}
          </>
        )}
      </Picture>
    </div>
  );
}

export function PlayButton({ stage, view }: { stage: Stage; view: View }) {
  const { t } = useI18n();
  const isOn = view.wantsToPlay;
  return (
    <IconButton
      icon={isOn ? "pause" : "play"}
      label={t(isOn ? "studio.video.pause" : "studio.video.play")}
      onClick={() => (isOn ? stage.pause() : stage.play())}
    />
  );
}

function PlainBar({ stage, view }: { stage: Stage; view: View }) {
  const { t } = useI18n();
  return (
    <div className="flex items-center gap-3">
      <PlayButton stage={stage} view={view} />
      <input
        type="range"
        aria-label={t("studio.video.position")}
        aria-valuetext={clock(view.position)}
        min={0}
        max={Math.max(1, view.duration)}
        step={0.1}
        value={view.position}
        onChange={(event) => stage.seek(Number(event.target.value))}
        className="h-8 min-w-0 flex-1 accent-(--accent)"
      />
      <span className="tabular text-xs text-ink-2">
        {clock(view.position)} / {clock(view.duration)}
      </span>
    </div>
  );
}
