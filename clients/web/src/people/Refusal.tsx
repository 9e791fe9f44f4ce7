import { clock, useI18n } from "@streamverse/i18n";
import { Notice } from "@streamverse/ui";
import { refusalWords } from "./refusals.ts";

/** Why it did not work, read out once; a wait counts down for the eye only. */
export function Refusal({
  error,
  wait = 0,
  words,
}: {
  error: unknown;
  wait?: number;
  words?: string | undefined;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const text = words ?? refusalWords(error, i18n);
  if (!text) return null;
  return (
    <Notice kind="danger">
      {text}
      {wait > 0 && (
        <span aria-hidden="true" className="tabular block text-ink-2">
          {t("auth.wait", { time: clock(wait) })}
        </span>
      )}
    </Notice>
  );
}
