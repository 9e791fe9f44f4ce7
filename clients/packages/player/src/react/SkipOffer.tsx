import { useI18n } from "@streamverse/i18n";
import { Button } from "@streamverse/ui";
import { type ReactNode, useEffect, useState } from "react";
import { type Marker, offerAt } from "../core/index.ts";
import type { Stage, View } from "../shaka/stage.ts";

const STAYS_MS = 10_000;

/** Go behind the opening or the recap, or on with the next episode when the credits begin. */
export function SkipOffer({
  stage,
  view,
  markers,
  isShown,
  onNext,
}: {
  stage: Stage;
  view: View;
  markers: readonly Marker[];
  /** The controls are: it comes back with them. */
  isShown: boolean;
  onNext: (() => void) | null;
}) {
  const { t } = useI18n();
  const offer = view.status === "ended" ? null : offerAt(markers, view.position, view.duration);
  const kind = offer?.kind;
  const [isFresh, setFresh] = useState(false);
  useEffect(() => {
    if (!kind) return;
    setFresh(true);
    const timer = setTimeout(() => setFresh(false), STAYS_MS);
    return () => clearTimeout(timer);
  }, [kind]);
  if (!offer || !(isFresh || isShown)) return null;
  const { to } = offer;
  if (offer.kind !== "credits") {
    return (
      <Corner>
        <Button onClick={() => stage.seek(to ?? view.duration)}>
          {t(offer.kind === "intro" ? "player.skip.intro" : "player.skip.recap")}
        </Button>
      </Corner>
    );
  }
  if (!onNext && to === null) return null;
  return (
    <Corner>
      {to !== null && <Button onClick={() => stage.seek(to)}>{t("player.skip.credits")}</Button>}
      {onNext && (
        <Button look="accent" icon="next" onClick={onNext}>
          {t("player.next")}
        </Button>
      )}
    </Corner>
  );
}

function Corner({ children }: { children: ReactNode }) {
  return (
    <div className="absolute end-5 bottom-28 z-11 flex animate-fade flex-wrap justify-end gap-3 md:end-8 md:bottom-32">
      {children}
    </div>
  );
}
