import { type Key, useI18n } from "@streamverse/i18n";
import { Button, Dialog, Icon, Spinner } from "@streamverse/ui";
import { type ReactNode, useEffect, useState } from "react";
import type { Problem, ProblemKind } from "../core/index.ts";

/** What stopped the film, what it means, and the one thing to do. */
export function ProblemScreen({
  problem,
  onAgain,
  home,
}: {
  problem: Problem;
  onAgain: () => void;
  home: ReactNode;
}) {
  const { t } = useI18n();
  const isWorthTrying: Record<ProblemKind, boolean> = {
    network: true,
    expired: true,
    unknown: true,
    notReady: true,
    gone: false,
    decode: false,
  };
  return (
    <div
      role="alert"
      className="absolute inset-0 z-20 flex flex-col items-center justify-center gap-4 bg-black/85 p-6 text-center text-white"
    >
      <Icon name="warning" className="size-10 text-[#f6b84b]" />
      <h2 className="tight text-lg font-bold">{t(`player.error.${problem.kind}.title` as Key)}</h2>
      <p className="max-w-md text-white/80">{t(`player.error.${problem.kind}.body` as Key)}</p>
      <div className="flex flex-wrap justify-center gap-3">
        {isWorthTrying[problem.kind] && (
          <Button look="accent" icon="retry" onClick={onAgain}>
            {t("player.error.again")}
          </Button>
        )}
        {home}
      </div>
      <details className="text-xs text-white/60">
        <summary className="cursor-pointer">{t("app.details")}</summary>
        <code className="mt-2 block">{problem.detail}</code>
      </details>
    </div>
  );
}

/** A spinner that comes only when waiting is worth mentioning. */
export function Waiting() {
  const { t } = useI18n();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 350);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <div className="pointer-events-none absolute inset-0 z-10 flex items-center justify-center">
      <Spinner className="size-14 text-white/90" />
      <span role="status" className="sr-only">
        {t("player.buffering")}
      </span>
    </div>
  );
}

const ADVANCE_SECONDS = 8;

/** The end of an episode: the next one begins by itself, if it may and the viewer does not stay. */
export function NextUp({
  name,
  isAutomatic,
  onNext,
  onStay,
}: {
  name: string;
  isAutomatic: boolean;
  onNext: () => void;
  onStay: () => void;
}) {
  const { t } = useI18n();
  const [left, setLeft] = useState(ADVANCE_SECONDS);
  useEffect(() => {
    if (!isAutomatic) return;
    if (left === 0) {
      onNext();
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left, onNext, isAutomatic]);
  return (
    <div className="absolute end-6 bottom-36 z-20 grid w-80 max-w-[calc(100%-3rem)] animate-rise gap-4 rounded-2xl bg-black/85 p-5 text-white">
      <p>
        <span className="block text-xs text-white/70">{t("player.next")}</span>
        <span className="block font-semibold">{name}</span>
      </p>
      <div className="flex gap-3">
        <Button look="accent" icon="play" onClick={onNext} className="tabular flex-1">
          {t("player.play")} {isAutomatic && `(${left})`}
        </Button>
        <Button onClick={onStay}>{t("app.cancel")}</Button>
      </div>
    </div>
  );
}

const KEYS: readonly [string, Key][] = [
  ["Space K", "player.key.playPause"],
  ["← →", "player.key.seek"],
  ["J L", "player.key.seekFar"],
  ["0 – 9", "player.key.digits"],
  ["↑ ↓", "player.key.volume"],
  ["M", "player.key.mute"],
  ["C", "player.key.captions"],
  ["F", "player.key.fullscreen"],
  ["P", "player.key.pip"],
  ["< >", "player.key.speed"],
  ["N", "player.key.next"],
  ["?", "player.key.help"],
];

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog title={t("player.help")} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2.5">
        {KEYS.map(([keys, meaning]) => (
          <div key={keys} className="contents">
            <dt className="flex gap-1.5">
              {(keys.includes("–") ? [keys] : keys.split(" ")).map((key) => (
                <kbd
                  key={key}
                  className="min-w-8 rounded-md border border-line bg-surface-3 px-2 py-0.5 text-center font-sans text-xs font-semibold text-ink-1"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
