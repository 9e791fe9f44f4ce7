import { type Preferences, type PreferencesChange, people } from "@streamverse/api";
import { type Key, LOCALES, useI18n } from "@streamverse/i18n";
import { keep } from "@streamverse/player/memory";
import { Field, Select, Switch, useToast } from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { COUNTRIES } from "../../people/countries.ts";
import { countryName } from "../../people/place.ts";
import { takeUp } from "../../people/preferences.ts";
import { preferencesQuery } from "../../people/queries.ts";
import { refusalWords } from "../../people/refusals.ts";
import { meQuery } from "../../queries.ts";
import { AccountPage, Section, Waiting } from "./parts.tsx";

const LANGUAGES = ["en", "hi", "fr", "sw", "ar", "es", "pt", "de", "ja", "ko", "ta", "te", "bn"];
const QUALITIES = ["auto", "data_saver", "480", "720", "1080", "best"] as const;
const ROADS = ["email", "push", "in_app"] as const;

/** How a profile likes it. Each choice holds at once. */
export function PreferencesPage() {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const { data, error, refetch } = useQuery(preferencesQuery);
  return (
    <AccountPage
      title={t("account.preferences")}
      lead={
        me?.profile
          ? t("preferences.lead", { name: me.profile.name })
          : t("preferences.lead.nobody")
      }
    >
      {data ? (
        <Choices preferences={data} />
      ) : (
        <Waiting error={error} onRetry={() => void refetch()} height="h-96" />
      )}
    </AccountPage>
  );
}

function Choices({ preferences }: { preferences: Preferences }) {
  const i18n = useI18n();
  const { t, setLocale, language } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const { queryKey } = preferencesQuery;
  const save = useMutation({
    mutationFn: people.changePreferences,
    // Seen at once; the service's refusal takes it back.
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      const after = { ...preferences, ...change };
      queryClient.setQueryData(queryKey, after);
      takeUp(after, setLocale);
      // "As the film was made" and "off" are choices, too, once they are made here.
      if ("audio_language" in change) keep({ audioLanguage: change.audio_language ?? null });
      if ("subtitle_language" in change) keep({ textLanguage: change.subtitle_language ?? null });
      return { before };
    },
    onSuccess: (saved) => queryClient.setQueryData(queryKey, saved),
    onError: (error, _, context) => {
      if (context?.before) {
        queryClient.setQueryData(queryKey, context.before);
        takeUp(context.before, setLocale);
      }
      say(refusalWords(error, i18n) ?? t("error.server"), { isProblem: true });
    },
  });
  const change = (part: PreferencesChange) => save.mutate(part);
  const languages = (first: Key, value: string | null, onChange: (tag: string | null) => void) => ({
    value: value ?? "",
    onChange: (event: { target: { value: string } }) => onChange(event.target.value || null),
    children: [
      <option key="" value="">
        {t(first)}
      </option>,
      ...[...new Set([...LANGUAGES, ...(value ? [value] : [])])].map((tag) => (
        <option key={tag} value={tag}>
          {language(tag)}
        </option>
      )),
    ],
  });
  const countries = useMemo(
    () =>
      COUNTRIES.map((code) => ({ code, name: countryName(code, i18n.locale) })).sort((a, b) =>
        a.name.localeCompare(b.name, i18n.locale),
      ),
    [i18n.locale],
  );
  const quiet = preferences.quiet_hours;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  return (
    <>
      <Section title={t("preferences.languages")}>
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            label={t("preferences.interface")}
            value={preferences.interface_language?.split("-")[0] ?? i18n.locale}
            onChange={(event) => change({ interface_language: event.target.value })}
          >
            {Object.entries(LOCALES).map(([tag, label]) => (
              <option key={tag} value={tag}>
                {label}
              </option>
            ))}
          </Select>
          <Select
            label={t("preferences.audio")}
            {...languages("preferences.audio.original", preferences.audio_language, (tag) =>
              change({ audio_language: tag }),
            )}
          />
          <Select
            label={t("preferences.subtitles")}
            {...languages("preferences.subtitles.off", preferences.subtitle_language, (tag) =>
              change({ subtitle_language: tag }),
            )}
          />
          <Select
            label={t("preferences.region")}
            value={preferences.region ?? ""}
            onChange={(event) => change({ region: event.target.value || null })}
          >
            <option value="">{t("preferences.region.here")}</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </div>
      </Section>
      <Section title={t("preferences.playing")}>
        <div className="grid gap-4">
          <Select
            label={t("preferences.quality")}
            className="max-w-sm"
            value={preferences.quality}
            onChange={(event) => change({ quality: event.target.value as Preferences["quality"] })}
          >
            {QUALITIES.map((quality) => (
              <option key={quality} value={quality}>
                {t(`preferences.quality.${quality}` as Key)}
              </option>
            ))}
          </Select>
          <Switch
            label={t("preferences.next")}
            hint={t("preferences.next.hint")}
            checked={preferences.autoplay_next}
            onChange={(event) => change({ autoplay_next: event.target.checked })}
          />
          <Switch
            label={t("preferences.previews")}
            hint={t("preferences.previews.hint")}
            checked={preferences.autoplay_previews}
            onChange={(event) => change({ autoplay_previews: event.target.checked })}
          />
          <Switch
            label={t("preferences.motion")}
            hint={t("preferences.motion.hint")}
            checked={preferences.reduced_motion}
            onChange={(event) => change({ reduced_motion: event.target.checked })}
          />
        </div>
      </Section>
      <Section title={t("preferences.news")} lead={t("preferences.news.lead")}>
        <div className="grid gap-4">
          {ROADS.map((road) => (
            <Switch
              key={road}
              label={t(`preferences.road.${road}` as Key)}
              checked={preferences.roads[road] ?? false}
              onChange={(event) =>
                change({ roads: { ...preferences.roads, [road]: event.target.checked } })
              }
            />
          ))}
          <Switch
            label={t("preferences.quiet")}
            hint={t("preferences.quiet.hint")}
            checked={quiet !== null}
            onChange={(event) =>
              change({
                quiet_hours: event.target.checked ? { from: "22:00", to: "07:00", zone } : null,
              })
            }
          />
          {quiet && (
            <div className="grid max-w-sm grid-cols-2 gap-4">
              <Field
                label={t("preferences.quiet.from")}
                type="time"
                defaultValue={quiet.from.slice(0, 5)}
                onBlur={(event) =>
                  event.target.value &&
                  change({ quiet_hours: { ...quiet, from: event.target.value } })
                }
              />
              <Field
                label={t("preferences.quiet.to")}
                type="time"
                defaultValue={quiet.to.slice(0, 5)}
                onBlur={(event) =>
                  event.target.value &&
                  change({ quiet_hours: { ...quiet, to: event.target.value } })
                }
              />
            </div>
          )}
        </div>
      </Section>
    </>
  );
}
