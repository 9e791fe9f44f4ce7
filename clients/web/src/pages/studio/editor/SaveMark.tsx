import { useI18n } from "@streamverse/i18n";
import { Button, cx, Icon, type IconName, Spinner } from "@streamverse/ui";
import { useDesk, useDeskView } from "./context.ts";
import type { SaveState } from "./TitleDesk.ts";

const LOOKS: Record<SaveState, { icon: IconName; ink: string }> = {
  saved: { icon: "check", ink: "text-success" },
  unsaved: { icon: "pencil", ink: "text-ink-2" },
  saving: { icon: "retry", ink: "text-ink-2" },
  offline: { icon: "warning", ink: "text-warning" },
  refused: { icon: "warning", ink: "text-danger" },
  clash: { icon: "users", ink: "text-warning" },
};

/** Is what was typed safe? Always on screen, read out when it changes for the worse. */
export function SaveMark() {
  const { t, ago } = useI18n();
  const desk = useDesk();
  const { state, savedAt, problem, draft } = useDeskView();
  const { icon, ink } = LOOKS[state];
  const isLoud = state === "offline" || state === "refused" || state === "clash";
  const words =
    state === "saved" && savedAt
      ? t("studio.save.savedAgo", { time: ago(new Date(savedAt).toISOString()) })
      : t(`studio.save.${state}`);
  return (
    <span className="flex min-h-9 items-center gap-2">
      <span
        role={isLoud ? "alert" : "status"}
        data-save={state}
        className={cx("inline-flex items-center gap-2 text-sm font-semibold", ink)}
      >
        {state === "saving" ? (
          <Spinner className="size-4 border-2!" />
        ) : (
          <Icon name={icon} className="size-4.5" />
        )}
        {problem ? problem.detail || problem.title : words}
      </span>
      {(state === "offline" || problem || Object.keys(draft.refused).length > 0) && (
        <>
          <Button size="sm" onClick={() => void desk.save()}>
            {t("app.retry")}
          </Button>
          <Button size="sm" look="quiet" onClick={() => desk.discard()}>
            {t("studio.save.discard")}
          </Button>
        </>
      )}
    </span>
  );
}
