import { PLATFORMS, studio } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Field, Icon, Select } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { wordsFor } from "../../../words.ts";
import { countries } from "../editor/places.ts";
import { ZonedField } from "../publish/ZonedField.tsx";
import { platformName } from "./words.ts";

const REASONS = [
  "no_window",
  "not_here",
  "not_yet",
  "no_longer",
  "not_on_this_platform",
  "blackout",
] as const;

/** Who sees it where: asks the service what it would answer a viewer somewhere, sometime. */
export function Tester({ titleId }: { titleId: string }) {
  const i18n = useI18n();
  const { t, locale, moment } = i18n;
  const [asked, setAsked] = useState({ country: "", platform: "web", plan: "" });
  const [at, setAt] = useState<string | null>(null);
  const query = { ...asked, ...(at ? { at } : {}) };
  const { data, error } = useQuery({
    queryKey: ["studio", "rights", "decision", titleId, query],
    queryFn: () => studio.decision(titleId, query),
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const reason = REASONS.find((each) => each === data?.reason);
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Select
          label={t("studio.tester.country")}
          value={asked.country}
          onChange={(event) => setAsked({ ...asked, country: event.target.value })}
        >
          <option value="">{t("studio.tester.unknown")}</option>
          {countries(locale).map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label={t("studio.tester.platform")}
          value={asked.platform}
          onChange={(event) => setAsked({ ...asked, platform: event.target.value })}
        >
          {PLATFORMS.map((each) => (
            <option key={each} value={each}>
              {platformName(each, i18n)}
            </option>
          ))}
        </Select>
        <Field
          label={t("studio.tester.plan")}
          value={asked.plan}
          maxLength={40}
          onChange={(event) => setAsked({ ...asked, plan: event.target.value.trim() })}
        />
      </div>
      <ZonedField label={t("studio.tester.at")} value={at} onChange={setAt} />
      <div role="status" className="rounded-xl bg-surface-2 p-4 text-sm">
        {error && <p className="text-danger">{wordsFor(error, i18n)}</p>}
        {!error && data?.is_offered && (
          <>
            <p className="flex items-center gap-2 font-semibold text-success">
              <Icon name="check" className="size-5" />
              {t("studio.tester.yes")}
            </p>
            <ul className="mt-2 grid gap-1 ps-7">
              {data.offers.map((offer) => (
                <li key={offer.window_id}>
                  {[
                    t(`studio.access.${offer.monetisation}`),
                    offer.until_at
                      ? t("studio.tester.until", { time: moment(offer.until_at) })
                      : "",
                    offer.max_rung ? t("studio.tester.rung", { rung: `${offer.max_rung}p` }) : "",
                    offer.is_download_allowed ? t("studio.rights.download") : "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </li>
              ))}
            </ul>
          </>
        )}
        {!error && data && !data.is_offered && (
          <p className="flex items-center gap-2 font-semibold text-warning">
            <Icon name="warning" className="size-5" />
            <span>
              {reason ? t(`studio.tester.reason.${reason}`) : data.reason}
              {data.opens_at && ` ${t("studio.tester.opens", { time: moment(data.opens_at) })}`}
            </span>
          </p>
        )}
      </div>
    </div>
  );
}
