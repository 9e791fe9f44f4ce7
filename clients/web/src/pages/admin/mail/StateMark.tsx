import type { MailState } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { cx } from "@streamverse/ui";

const TONES: Record<MailState, string> = {
  queued: "text-accent-text",
  sent: "text-success",
  failed: "text-danger",
};

/** What became of a message, in a word; its dot breathes while it is on its way. */
export function StateMark({ state }: { state: MailState }) {
  const { t } = useI18n();
  return (
    <span
      className={cx(
        "inline-flex items-center gap-2 text-sm font-semibold whitespace-nowrap",
        TONES[state],
      )}
    >
      <span
        className={cx("size-2 rounded-full bg-current", state === "queued" && "animate-breathe")}
      />
      {t(`adminMail.state.${state}` as Key)}
    </span>
  );
}
