import { studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, useToast } from "@streamverse/ui";
import { wordsFor } from "../../../../words.ts";
import { useDesk, useDeskView } from "../context.ts";
import { type Act, Season } from "./Season.tsx";

/** A series' seasons and episodes: one line each, put in order by hand or by keys. */
export function EpisodesTab() {
  const { t } = useI18n();
  const { title } = useDeskView();
  const act = useActs();
  const next = Math.max(0, ...title.seasons.map(({ number }) => number)) + 1;
  return (
    <div className="grid gap-6">
      {title.seasons.length === 0 && (
        <p className="text-sm text-ink-2">{t("studio.episodes.none")}</p>
      )}
      {title.seasons.map((season) => (
        <Season
          key={season.id}
          season={season}
          seasons={title.seasons}
          titleId={title.id}
          act={act}
        />
      ))}
      <Button
        icon="plus"
        className="justify-self-start"
        onClick={() => void act(() => studio.addSeason(title.id, { number: next }))}
      >
        {t("studio.season.add", { number: next })}
      </Button>
    </div>
  );
}

/** Do something with the series, then look at what it is now. */
function useActs(): Act {
  const i18n = useI18n();
  const say = useToast();
  const desk = useDesk();
  return async (change) => {
    let isDone = true;
    try {
      await change();
    } catch (error) {
      isDone = false;
      say(wordsFor(error, i18n), { isProblem: true });
    }
    await desk.refresh();
    return isDone;
  };
}
