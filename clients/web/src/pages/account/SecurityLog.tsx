import type { SecurityEvent } from "@streamverse/api";
import { type I18n, type Key, useI18n } from "@streamverse/i18n";
import { useQuery } from "@tanstack/react-query";
import { placeName } from "../../people/place.ts";
import { securityLogQuery } from "../../people/queries.ts";
import { Line, Lines, Section, Waiting } from "./parts.tsx";

/** What happened to the account lately: somebody else's doing would stand here. */
export function SecurityLog() {
  const i18n = useI18n();
  const { t, moment } = i18n;
  const { data, error, refetch } = useQuery(securityLogQuery);
  return (
    <Section title={t("log.title")} lead={t("log.lead")}>
      {data ? (
        <Lines>
          {data.items.map((event) => (
            <Line
              key={event.id}
              name={nameOf(event, i18n)}
              notes={[
                moment(event.at),
                event.device_name,
                placeName(event.place, i18n) || event.address,
              ]
                .filter(Boolean)
                .join(" · ")}
            />
          ))}
          {data.items.length === 0 && <Line name={t("log.empty")} />}
        </Lines>
      ) : (
        <Waiting error={error} onRetry={() => void refetch()} />
      )}
    </Section>
  );
}

/** An act in the reader's words; one we have no words for keeps its own name. */
function nameOf({ action }: SecurityEvent, { t }: I18n): string {
  const key = `log.act.${action}` as Key;
  const words = t(key);
  return words === key ? action.replaceAll(/[._]/g, " ") : words;
}
