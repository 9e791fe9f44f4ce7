import type { Marker } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { cx, Icon, IconButton, useToast } from "@streamverse/ui";
import { useState } from "react";
import { useField } from "../context.ts";
import { Line } from "../inputs.tsx";
import { LOOKS } from "./looks.ts";
import { placed, secondsOf, timeOf } from "./markers.ts";

export function MarkerList({
  duration,
  onSeek,
  now,
}: {
  duration: number;
  onSeek: ((to: number) => void) | null;
  now?: () => number;
}) {
  const { t } = useI18n();
  const say = useToast();
  const { value, set, problem } = useField("markers");
  const put = (marker: Marker, next: Marker) =>
    set(value.map((one) => (one === marker ? next : one)));
  const remove = (marker: Marker) => {
    set(value.filter((one) => one !== marker));
    say(t("studio.markers.removed"), { onUndo: () => set(value) });
  };
  if (value.length === 0) return <p className="text-sm text-ink-3">{t("studio.markers.none")}</p>;
  return (
    <>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <ul aria-label={t("studio.tab.markers")} className="grid divide-y divide-line/60">
        {value.map((marker, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is all there is
            key={i}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2"
          >
            <span
              className={cx(
                "w-24 shrink-0 rounded-md px-2 py-1 text-center text-xs font-semibold",
                LOOKS[marker.kind],
              )}
            >
              {t(`studio.marker.${marker.kind}`)}
            </span>
            {(["from", "to"] as const).map((edge) =>
              edge === "to" && marker.to_seconds === null ? null : (
                <TimeField
                  key={edge}
                  label={t(`studio.markers.${edge}`)}
                  value={(edge === "from" ? marker.from_seconds : marker.to_seconds) ?? 0}
                  onChange={(at) => put(marker, placed(marker, edge, at, duration))}
                  {...(now ? { now } : {})}
                />
              ),
            )}
            <Line
              label="studio.field.name"
              value={marker.name}
              placeholder={t("studio.field.name")}
              onChange={(name) => put(marker, { ...marker, name })}
              className="min-w-36 flex-1 [&_input]:h-10 [&_label]:sr-only"
            />
            {onSeek && (
              <IconButton
                icon="play"
                label={t("studio.markers.seek", { time: timeOf(marker.from_seconds) })}
                onClick={() => onSeek(marker.from_seconds)}
              />
            )}
            <IconButton
              icon="trash"
              label={t("studio.markers.remove", { time: timeOf(marker.from_seconds) })}
              onClick={() => remove(marker)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function TimeField({
  label,
  value,
  onChange,
  now,
}: {
  label: string;
  value: number;
  onChange: (seconds: number) => void;
  now?: () => number;
}) {
  const { t } = useI18n();
  const [typed, setTyped] = useState<string | null>(null);
  const seconds = typed === null ? value : secondsOf(typed);
  return (
    <span className="inline-flex items-center">
      <input
        aria-label={label}
        aria-invalid={seconds === null || undefined}
        value={typed ?? timeOf(value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed !== null && seconds !== null) onChange(seconds);
          setTyped(null);
        }}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        className="tabular h-10 w-28 rounded-lg border border-line-strong bg-surface-1 px-2.5 text-sm aria-invalid:border-danger"
      />
      {now && (
        <button
          type="button"
          aria-label={t("studio.markers.here", { edge: label })}
          title={t("studio.markers.here", { edge: label })}
          onClick={() => onChange(now())}
          className="inline-flex size-9 items-center justify-center rounded-lg text-ink-3 hover:text-ink-1"
        >
          <Icon name="clock" className="size-4.5" />
        </button>
      )}
    </span>
  );
}
