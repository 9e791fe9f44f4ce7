import type { EventFacts } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Checkbox, Field } from "@streamverse/ui";
import { Panel } from "../../parts.tsx";
import { ZonedField } from "../../publish/ZonedField.tsx";
import { Tokens } from "../../Tokens.tsx";
import { useField } from "../context.ts";
import { Line } from "../inputs.tsx";

const NO_EVENT: EventFacts = {
  starts_at: null,
  ends_at: null,
  venue: "",
  discipline: "",
  competition: "",
  participants: [],
  ticket_url: "",
  is_pay_per_view: false,
};

/** What only sport and live events have. */
export function EventPanel() {
  const { t } = useI18n();
  const { value, set, problem } = useField("event");
  const event = value ?? NO_EVENT;
  const put = (change: Partial<EventFacts>) => set({ ...event, ...change });
  return (
    <Panel title={t("studio.field.event")}>
      <div className="grid gap-4">
        <ZonedField
          label={t("studio.event.starts_at")}
          value={event.starts_at}
          isRequired
          onChange={(starts_at) => put({ starts_at })}
        />
        <ZonedField
          label={t("studio.event.ends_at")}
          value={event.ends_at}
          onChange={(ends_at) => put({ ends_at })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          {(["venue", "discipline", "competition", "ticket_url"] as const).map((part) => (
            <Line
              key={part}
              label={`studio.event.${part}`}
              value={event[part]}
              onChange={(text) => put({ [part]: text })}
            />
          ))}
        </div>
        <Tokens
          label={t("studio.event.participants")}
          values={event.participants}
          onChange={(participants) => put({ participants })}
        />
        <Checkbox
          label={t("studio.event.is_pay_per_view")}
          checked={event.is_pay_per_view}
          onChange={({ target }) => put({ is_pay_per_view: target.checked })}
        />
      </div>
      {problem && (
        <p role="alert" className="mt-3 text-sm text-danger">
          {problem}
        </p>
      )}
    </Panel>
  );
}

/** What only 24/7 stations have: a place on the dial and a call sign. */
export function StationPanel() {
  const { t } = useI18n();
  const { value, set, problem } = useField("station");
  const station = value ?? { number: 1, call_sign: "" };
  return (
    <Panel title={t("studio.field.station")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("studio.station.number")}
          type="number"
          min={1}
          max={9_999}
          value={value?.number ?? ""}
          problem={problem}
          onChange={({ target }) =>
            set(target.value ? { ...station, number: Math.trunc(Number(target.value)) } : null)
          }
        />
        <Line
          label="studio.station.call_sign"
          value={station.call_sign}
          onChange={(call_sign) => set({ ...station, call_sign })}
        />
      </div>
    </Panel>
  );
}
