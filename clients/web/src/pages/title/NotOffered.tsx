import type { ApiProblem } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { buttonClass, EmptyState } from "@streamverse/ui";
import { Link } from "@tanstack/react-router";

const KNOWN = [
  "no_window",
  "not_here",
  "not_yet",
  "no_longer",
  "not_on_this_platform",
  "blackout",
] as const;

/** There is such a title, but not here or not now: why, and when that changes. */
export function NotOffered({ problem }: { problem: ApiProblem }) {
  const { t, moment } = useI18n();
  const reason = KNOWN.find((one) => one === problem.facts.reason) ?? "no_window";
  const opens = typeof problem.facts.opens_at === "string" ? problem.facts.opens_at : "";
  return (
    <div className="flex min-h-[70dvh] items-center">
      <EmptyState
        icon="clock"
        title={t(`offer.${reason}.title` as Key)}
        body={t(`offer.${reason}.body` as Key)}
      >
        {opens && (
          <p className="font-semibold text-ink-1">{t("offer.opens", { time: moment(opens) })}</p>
        )}
        <Link to="/" className={buttonClass("accent")}>
          {t("error.notFound.action")}
        </Link>
      </EmptyState>
    </div>
  );
}
