import { cx } from "@streamverse/ui";
import { useEffect, useState } from "react";
import { type Cue, cuesAt, parseVtt, runs, type TextTrack } from "../core/index.ts";
import type { Stage } from "../shaka/stage.ts";
import { useFile } from "./useFile.ts";

const ROOM = {
  none: "bottom-[6%]",
  controls: "bottom-28 md:bottom-32",
  preview: "bottom-72",
} as const;

/**
 * Subtitles, drawn by us: they stay through a takeover, move up when the controls come, and look
 * the same in every browser.
 */
export function Subtitles({
  stage,
  track,
  room,
}: {
  stage: Stage;
  track: TextTrack;
  /** What stands below them: nothing covers subtitles. */
  room: keyof typeof ROOM;
}) {
  const cues = useFile(track.url, parseVtt);
  const [shown, setShown] = useState<readonly Cue[]>([]);

  useEffect(() => {
    if (!cues) return;
    let frame = 0;
    const look = () => {
      const now = cuesAt(cues, stage.video?.currentTime ?? 0);
      setShown((before) => (isSame(before, now) ? before : now));
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [cues, stage]);

  const isAtTop = shown.some((cue) => Number.parseFloat(cue.settings.line ?? "100") < 30);
  return (
    <div
      lang={track.language}
      dir="auto"
      data-subtitles=""
      className={cx(
        "pointer-events-none absolute inset-x-[6%] z-10 flex flex-col items-center gap-1 text-center",
        "transition-[bottom,top] duration-200 ease-out",
        isAtTop ? "top-[8%]" : ROOM[room],
      )}
    >
      {shown.map((cue) => (
        <p
          key={`${cue.start}-${cue.text}`}
          className="rounded-md bg-black/75 px-3 py-1 text-[clamp(1rem,2.1vw,2.1rem)] leading-snug font-medium text-white"
        >
          {runs(cue.text).map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one cue never move
            <span key={i} className="block">
              {line.map((run, j) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: runs of one line never move
                  key={j}
                  className={cx(run.italic && "italic", run.bold && "font-bold")}
                >
                  {run.text}
                </span>
              ))}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}

function isSame(a: readonly Cue[], b: readonly Cue[]): boolean {
  return a.length === b.length && a.every((cue, i) => cue === b[i]);
}
