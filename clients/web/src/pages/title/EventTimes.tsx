import type { ShownTitle } from "@streamverse/api";
import { type Key, useI18n } from "@streamverse/i18n";
import { buttonClass } from "@streamverse/ui";
import { useEffect, useState } from "react";
import { standingOf } from "./countdown.ts";

const PARTS = ["days", "hours", "minutes", "seconds"] as const;

/** When an event is, in the viewer's own time, and how long that still is. */
export function EventTimes({ event }: { event: NonNullable<ShownTitle["event"]> }) {
  const { t, locale } = useI18n();
  const [now, setNow] = useState(Date.now);
  const standing = standingOf(event.starts_at, event.ends_at, now);
  const isComing = standing.when === "later";
  useEffect(() => {
    if (!isComing) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isComing]);
  const starts = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(event.starts_at));
  const facts = [event.competition, event.discipline, event.venue].filter(Boolean);
  return (
    <section aria-label={t("event.name")} className="mt-5 grid gap-3">
      <p className="text-sm">
        {standing.when === "now" && (
          <span className="me-2 rounded-md bg-live px-2 py-0.5 text-xs font-bold text-black">
            {t("event.now")}
          </span>
        )}
        <time dateTime={event.starts_at} className="font-semibold">
          {t(standing.when === "over" ? "event.was" : "event.starts", { time: starts })}
        </time>
        {facts.length > 0 && <span className="block text-ink-2">{facts.join("  ·  ")}</span>}
        {event.participants && event.participants.length > 0 && (
          <span className="block text-ink-2">{event.participants.join(" – ")}</span>
        )}
      </p>
      {isComing && (
        <div role="timer" aria-label={t("event.left")} className="flex gap-2">
          {PARTS.map((part) => (
            <span key={part} className="min-w-16 rounded-xl bg-surface-2/80 px-3 py-2 text-center">
              <span className="tabular block text-lg font-bold">{standing[part]}</span>
              <span className="text-xs text-ink-2">{t(`event.${part}` as Key)}</span>
            </span>
          ))}
        </div>
      )}
      {event.ticket_url && standing.when !== "over" && (
        <a
          href={event.ticket_url}
          rel="noopener noreferrer nofollow"
          target="_blank"
          className={`${buttonClass()} justify-self-start`}
        >
          {t("event.tickets")}
        </a>
      )}
    </section>
  );
}
