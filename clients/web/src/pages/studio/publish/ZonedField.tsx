import { useI18n } from "@streamverse/i18n";
import { Field } from "@streamverse/ui";
import { useState } from "react";
import { Pick } from "../parts.tsx";
import { hereZone, instantOf, wallOf, zones } from "./zoned.ts";

/** A date and a time together with the place whose clock is meant; UTC is shown below. */
export function ZonedField({
  label,
  value,
  onChange,
  problem,
  isRequired,
}: {
  label: string;
  /** RFC 3339 or null. */
  value: string | null;
  onChange: (at: string | null) => void;
  problem?: string | undefined;
  isRequired?: boolean;
}) {
  const { t, locale } = useI18n();
  const [zone, setZone] = useState(hereZone);
  const [typed, setTyped] = useState<string | null>(null);
  const wall = typed ?? wallOf(value, zone);
  const instant = instantOf(wall, zone);
  const utc =
    instant &&
    new Intl.DateTimeFormat(locale, {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: "UTC",
    }).format(new Date(instant.at));
  const hint = !instant
    ? undefined
    : [
        t("studio.zone.utc", { time: utc ?? "" }),
        instant.clocks === "skipped" ? t("studio.zone.skipped") : "",
        instant.clocks === "twice" ? t("studio.zone.twice") : "",
      ]
        .filter(Boolean)
        .join(" ");
  const put = (next: string, place: string) => {
    setTyped(next);
    onChange(instantOf(next, place)?.at ?? null);
  };
  return (
    <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,12rem)] sm:items-start">
      <Field
        label={label}
        type="datetime-local"
        value={wall}
        required={isRequired ?? false}
        onChange={(event) => put(event.target.value, zone)}
        onBlur={() => setTyped(null)}
        hint={hint}
        problem={problem}
      />
      <Pick
        label={t("studio.zone")}
        value={zone}
        onChange={(event) => {
          setZone(event.target.value);
          if (wall) put(wall, event.target.value);
        }}
        className="sm:mt-[1.515rem] [&_select]:h-12"
      >
        {zones().map((name) => (
          <option key={name} value={name}>
            {name.replaceAll("_", " ")}
          </option>
        ))}
      </Pick>
    </div>
  );
}
