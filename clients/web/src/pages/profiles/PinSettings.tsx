import { type Profile, people } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Button, Field, useToast } from "@streamverse/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { digits } from "../../people/codes.ts";
import { isPin, PIN_LENGTH, weakness } from "../../people/pin.ts";
import { profilesQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";

/** The four digits it takes to enter a profile, or to leave kids mode. */
export function PinSettings({ profile }: { profile: Profile }) {
  const { t } = useI18n();
  const say = useToast();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [pin, setPin] = useState("");
  const [isShort, setShort] = useState(false);
  const done = (words: string) => {
    setOpen(false);
    setPin("");
    say(words);
    void queryClient.invalidateQueries({ queryKey: profilesQuery.queryKey });
  };
  const set = useMutation({
    mutationFn: () => people.setPin(profile.id, pin),
    onSuccess: () => done(t("pin.saved")),
  });
  const remove = useMutation({
    mutationFn: () => people.removePin(profile.id),
    onSuccess: () => done(t("pin.removed")),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShort(!isPin(pin));
    if (isPin(pin)) set.mutate();
  };
  const weak = weakness(pin);

  return (
    <section className="grid gap-4 rounded-2xl border border-line bg-surface-1 p-6 sm:p-8">
      <div>
        <h2 className="tight text-lg font-bold">{t("pin.title")}</h2>
        <p className="mt-1 text-sm text-ink-2">
          {t(profile.is_kids ? "pin.lead.kids" : "pin.lead")}
        </p>
      </div>
      {isOpen ? (
        <form noValidate onSubmit={submit} className="grid max-w-xs gap-4">
          <Field
            label={t("pin.new")}
            value={pin}
            type="password"
            inputMode="numeric"
            autoComplete="off"
            autoFocus
            data-1p-ignore=""
            onChange={(event) => setPin(digits(event.target.value, PIN_LENGTH))}
            problem={isShort && !isPin(pin) ? t("pin.invalid") : undefined}
            hint={weak ? t(`pin.weak.${weak}`) : t("pin.hint")}
          />
          <Refusal error={set.error} />
          <div className="flex gap-3">
            <Button type="submit" look="accent" isBusy={set.isPending}>
              {t("account.save")}
            </Button>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {t("app.cancel")}
            </Button>
          </div>
        </form>
      ) : (
        <div className="flex flex-wrap gap-3">
          <Button icon="lock" onClick={() => setOpen(true)}>
            {t(profile.has_pin ? "pin.change" : "pin.set")}
          </Button>
          {profile.has_pin && (
            <Button look="quiet" isBusy={remove.isPending} onClick={() => remove.mutate()}>
              {t("pin.remove")}
            </Button>
          )}
        </div>
      )}
      <Refusal error={remove.error} />
    </section>
  );
}
