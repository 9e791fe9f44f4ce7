import type { AssetState } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";

const TONES: Record<AssetState, string> = {
  uploading: "text-ink-2",
  probing: "text-ink-2",
  preparing: "text-accent-text",
  playable: "text-success",
  ready: "text-success",
  failed: "text-danger",
};

/** The state in a word; its dot breathes while something is going on. */
export function StateBadge({ state }: { state: AssetState }) {
  const { t } = useI18n();
  const isMoving = state !== "ready" && state !== "failed";
  return (
    <span
      className={cx(
        "inline-flex items-center gap-2 text-sm font-semibold whitespace-nowrap",
        TONES[state],
      )}
    >
      <span className={cx("size-2 rounded-full bg-current", isMoving && "animate-breathe")} />
      {t(`state.${state}` as Key)}
    </span>
  );
}
