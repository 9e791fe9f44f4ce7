import { MONETISATIONS, type Monetisation, PLATFORMS, type RightsWish } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Checkbox, Dialog, Field, Notice, Select, TextArea } from "@streamverse/ui";
import { type FormEvent, useId, useState } from "react";
import { wordsFor } from "../../../words.ts";
import { countries, countryName } from "../editor/places.ts";
import { ZonedField } from "../publish/ZonedField.tsx";
import { Tokens } from "../Tokens.tsx";
import { platformName } from "./words.ts";

const RUNGS = [360, 480, 720, 1080, 1440, 2160] as const;
const EVERYWHERE = "*";

export function newWindow(): RightsWish {
  const now = new Date();
  now.setSeconds(0, 0);
  return {
    from_at: now.toISOString(),
    until_at: null,
    territories: [EVERYWHERE],
    excluded_territories: [],
    platforms: [EVERYWHERE],
    plans: [EVERYWHERE],
    monetisation: "free",
    max_rung: null,
    is_download_allowed: true,
    is_blackout: false,
    licensor: "",
    notes: "",
  };
}

/** One rights window: where, when, on what, for what. */
export function WindowDialog({
  window,
  isNew,
  isBusy,
  error,
  onSave,
  onRemove,
  onClose,
}: {
  window: RightsWish;
  isNew: boolean;
  isBusy: boolean;
  error: unknown;
  onSave: (wish: RightsWish) => void;
  onRemove: () => void;
  onClose: () => void;
}) {
  const i18n = useI18n();
  const { t, locale } = i18n;
  const id = useId();
  const [wish, setWish] = useState<RightsWish>(window);
  const put = (change: Partial<RightsWish>) => setWish((before) => ({ ...before, ...change }));
  const isBackward =
    wish.until_at !== null && Date.parse(wish.until_at) <= Date.parse(wish.from_at);
  const places = [{ value: EVERYWHERE, name: t("studio.territory.all") }, ...countries(locale)];
  const placeName = (code: string) =>
    code === EVERYWHERE ? t("studio.territory.all") : countryName(code, locale);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBackward) onSave(wish);
  };
  return (
    <Dialog
      title={t(isNew ? "studio.rights.new" : "studio.rights.edit")}
      onClose={onClose}
      actions={
        <>
          {!isNew && (
            <Button look="danger" icon="trash" className="me-auto" onClick={onRemove}>
              {t("studio.rights.remove")}
            </Button>
          )}
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" form={id} look="accent" isBusy={isBusy}>
            {t("studio.rights.save")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid max-h-[65dvh] gap-4 overflow-y-auto p-1">
        {error ? <Notice kind="danger">{wordsFor(error, i18n)}</Notice> : null}
        <Checkbox
          label={t("studio.rights.isBlackout")}
          hint={t("studio.rights.isBlackout.hint")}
          checked={wish.is_blackout}
          onChange={(event) => put({ is_blackout: event.target.checked })}
        />
        {!wish.is_blackout && (
          <Select
            label={t("studio.rights.monetisation")}
            value={wish.monetisation}
            onChange={(event) => put({ monetisation: event.target.value as Monetisation })}
          >
            {MONETISATIONS.map((each) => (
              <option key={each} value={each}>
                {t(`studio.access.${each}`)}
              </option>
            ))}
          </Select>
        )}
        <ZonedField
          label={t("studio.rights.from")}
          value={wish.from_at}
          isRequired
          onChange={(at) => at && put({ from_at: at })}
        />
        <ZonedField
          label={t("studio.rights.until")}
          value={wish.until_at}
          onChange={(until_at) => put({ until_at })}
          problem={isBackward ? t("studio.schedule.order") : undefined}
        />
        <Tokens
          label={t("studio.rights.territories")}
          values={wish.territories}
          nameOf={placeName}
          choices={places}
          isClosed
          onChange={(next) => put({ territories: alone(wish.territories, next) })}
        />
        {wish.territories.includes(EVERYWHERE) && (
          <Tokens
            label={t("studio.rights.excluded")}
            values={wish.excluded_territories}
            nameOf={placeName}
            choices={countries(locale)}
            isClosed
            onChange={(excluded_territories) => put({ excluded_territories })}
          />
        )}
        <fieldset>
          <legend className="mb-1 text-xs font-semibold">{t("studio.rights.platforms")}</legend>
          <div className="flex flex-wrap gap-x-6">
            {PLATFORMS.map((name) => {
              const isOn = wish.platforms.includes(EVERYWHERE) || wish.platforms.includes(name);
              return (
                <Checkbox
                  key={name}
                  label={platformName(name, i18n)}
                  checked={isOn}
                  onChange={(event) => {
                    const all = wish.platforms.includes(EVERYWHERE) ? PLATFORMS : wish.platforms;
                    const next = event.target.checked
                      ? [...all, name]
                      : all.filter((each) => each !== name);
                    if (next.length === 0) return;
                    put({ platforms: next.length === PLATFORMS.length ? [EVERYWHERE] : next });
                  }}
                />
              );
            })}
          </div>
        </fieldset>
        {!wish.is_blackout && (
          <>
            <Tokens
              label={t("studio.rights.plans")}
              hint={t("studio.rights.plans.hint")}
              values={wish.plans}
              nameOf={(plan) => (plan === EVERYWHERE ? t("studio.rights.plans.all") : plan)}
              choices={[{ value: EVERYWHERE, name: t("studio.rights.plans.all") }]}
              onChange={(next) => put({ plans: alone(wish.plans, next) })}
            />
            <div className="grid items-end gap-4 sm:grid-cols-2">
              <Select
                label={t("studio.rights.maxRung")}
                value={wish.max_rung ?? ""}
                onChange={(event) =>
                  put({ max_rung: event.target.value ? Number(event.target.value) : null })
                }
              >
                <option value="">{t("studio.rights.maxRung.none")}</option>
                {RUNGS.map((rung) => (
                  <option key={rung} value={rung}>
                    {`${rung}p`}
                  </option>
                ))}
              </Select>
              <Checkbox
                label={t("studio.rights.download")}
                checked={wish.is_download_allowed}
                onChange={(event) => put({ is_download_allowed: event.target.checked })}
              />
            </div>
          </>
        )}
        <Field
          label={t("studio.rights.licensor")}
          value={wish.licensor}
          maxLength={200}
          onChange={(event) => put({ licensor: event.target.value })}
        />
        <TextArea
          label={t("studio.rights.notes")}
          value={wish.notes}
          maxLength={2_000}
          onChange={(event) => put({ notes: event.target.value })}
        />
      </form>
    </Dialog>
  );
}

/** "Everywhere" stands alone: it goes when a place is added, and places go when it is. */
function alone(before: readonly string[], next: readonly string[]): readonly string[] {
  if (next.length === 0) return [EVERYWHERE];
  if (next.length === 1 || !next.includes(EVERYWHERE)) return next;
  return before.includes(EVERYWHERE) ? next.filter((each) => each !== EVERYWHERE) : [EVERYWHERE];
}
