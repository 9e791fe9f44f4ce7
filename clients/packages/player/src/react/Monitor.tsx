import { type ReactNode, useEffect, useRef, useState } from "react";
import type { TextTrack } from "../core/index.ts";
import { Stage, type View } from "../shaka/stage.ts";
import { Subtitles } from "./Subtitles.tsx";
import { useView } from "./useStage.ts";

export interface MonitorProps {
  /** What to play; loaded anew when the address changes, and resting until somebody plays it. */
  address: string;
  duration: number;
  revision: string;
  text: TextTrack | null;
  /** What stands below the picture: the controls, a timeline. */
  children: (stage: Stage, view: View) => ReactNode;
}

/** A picture for who works on a film: no controls over it, none of a viewer's habits. */
export function Monitor({ address, duration, revision, text, children }: MonitorProps) {
  const screen = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<Stage | null>(null);
  useEffect(() => {
    if (!screen.current) return;
    const made = new Stage(screen.current);
    setStage(made);
    return () => {
      setStage(null);
      void made.destroy();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address stands for the film
  useEffect(() => {
    void stage?.load({ address, startAt: 0, duration, revision, language: null });
  }, [stage, address]);
  return (
    <>
      <div
        data-theme="dark"
        className="relative aspect-video overflow-hidden rounded-xl bg-black text-white"
      >
        <div ref={screen} className="absolute inset-0" data-stage="" />
        {stage && text && <Subtitles stage={stage} track={text} room="none" />}
      </div>
      {stage && <Below stage={stage}>{children}</Below>}
    </>
  );
}

function Below({ stage, children }: { stage: Stage } & Pick<MonitorProps, "children">) {
  const view = useView(stage);
  return children(stage, view);
}
