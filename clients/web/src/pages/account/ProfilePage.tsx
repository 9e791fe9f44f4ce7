import { type Account, people } from "@streamverse/api";
import { LOCALES, useI18n } from "@streamverse/i18n";
import {
  Avatar,
  Button,
  buttonClass,
  Field,
  Notice,
  Select,
  TextArea,
  useToast,
} from "@streamverse/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { profilesQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { codeOf } from "../../people/refusals.ts";
import { useViewer } from "../../people/useViewer.ts";
import { useWait } from "../../people/wait.ts";
import { meQuery } from "../../queries.ts";
import { AccountPage, Section } from "./parts.tsx";

/** Who the account belongs to, and its email address. */
export function ProfilePage() {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  if (!me) return null;
  return (
    <AccountPage title={t("account.profile")} lead={t("account.profile.lead")}>
      <About me={me} />
      <Email me={me} />
      <Family />
    </AccountPage>
  );
}

function About({ me }: { me: Account }) {
  const { t, locale } = useI18n();
  const say = useToast();
  const { renew } = useViewer();
  const [isNameless, setNameless] = useState(false);
  const save = useMutation({
    mutationFn: people.changeAccount,
    onSuccess: async () => {
      await renew();
      say(t("account.saved"));
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    setNameless(!text("name"));
    if (!text("name")) return;
    const born = text("born_on");
    save.mutate({
      name: text("name"),
      bio: text("bio"),
      location: text("location"),
      language: text("language"),
      ...(born && born !== me.born_on ? { born_on: born } : {}),
    });
  };
  return (
    <Section title={t("account.about")}>
      <form noValidate onSubmit={submit} className="grid gap-5 sm:grid-cols-2">
        <Field
          label={t("auth.name")}
          name="name"
          autoComplete="name"
          maxLength={80}
          defaultValue={me.name}
          problem={isNameless ? t("auth.invalid.name") : undefined}
        />
        <Field
          label={t("account.location")}
          name="location"
          autoComplete="address-level2"
          maxLength={120}
          defaultValue={me.location ?? ""}
        />
        <TextArea
          label={t("account.bio")}
          name="bio"
          maxLength={500}
          defaultValue={me.bio ?? ""}
          className="sm:col-span-2"
        />
        <Field
          label={t("auth.born")}
          name="born_on"
          type="date"
          autoComplete="bday"
          max={new Date().toISOString().slice(0, 10)}
          defaultValue={me.born_on ?? ""}
        />
        <Select
          label={t("account.mailLanguage")}
          name="language"
          defaultValue={me.language || locale}
        >
          {Object.entries(LOCALES).map(([tag, label]) => (
            <option key={tag} value={tag}>
              {label}
            </option>
          ))}
        </Select>
        <div className="grid gap-4 sm:col-span-2">
          <Refusal error={save.error} />
          <Button
            type="submit"
            look="accent"
            isBusy={save.isPending}
            className="justify-self-start"
          >
            {t("account.save")}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Email({ me }: { me: Account }) {
  const { t } = useI18n();
  const { renew } = useViewer();
  const [isOpen, setOpen] = useState(false);
  const [isInvalid, setInvalid] = useState(false);
  const change = useMutation({
    mutationFn: people.changeEmail,
    onSuccess: async () => {
      setOpen(false);
      await renew();
    },
  });
  const wait = useWait(change.error);
  const isField = ["bad_email", "same_email"].includes(codeOf(change.error));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email")).trim();
    const isGood = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
    setInvalid(!isGood);
    if (isGood) change.mutate(email);
  };
  const problem = () => {
    if (isInvalid || codeOf(change.error) === "bad_email") return t("auth.invalid.email");
    return codeOf(change.error) === "same_email" ? t("problem.same_email") : undefined;
  };
  return (
    <Section
      title={t("auth.email")}
      lead={
        <span className="break-all">
          {me.email}
          {!me.is_email_verified && ` · ${t("account.email.unverified")}`}
        </span>
      }
      action={!isOpen && <Button onClick={() => setOpen(true)}>{t("account.email.change")}</Button>}
    >
      {me.pending_email && !isOpen && (
        <Notice>{t("account.email.pending", { email: me.pending_email })}</Notice>
      )}
      {isOpen && (
        <form noValidate onSubmit={submit} className="grid max-w-md gap-4">
          <Field
            label={t("account.email.new")}
            hint={t("account.email.hint")}
            name="email"
            type="email"
            autoComplete="email"
            autoCapitalize="none"
            autoFocus
            problem={problem()}
          />
          {!isField && <Refusal error={change.error} wait={wait} />}
          <div className="flex gap-3">
            <Button type="submit" look="accent" isBusy={change.isPending} disabled={wait > 0}>
              {t("account.email.send")}
            </Button>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {t("app.cancel")}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}

/** Everybody who watches with this account. */
function Family() {
  const { t } = useI18n();
  const { data } = useQuery(profilesQuery);
  return (
    <Section
      title={t("account.family")}
      lead={t("account.family.lead")}
      action={
        <Link to="/profiles" search={{ manage: true }} className={buttonClass("plain")}>
          {t("profiles.manage")}
        </Link>
      }
    >
      <ul className="flex min-h-20 flex-wrap gap-5">
        {data?.items.map((one) => (
          <li key={one.id} className="grid w-16 justify-items-center gap-1.5">
            <Avatar name={one.name} url={one.avatar_url} className="size-14 text-lg" />
            <span className="w-full truncate text-center text-xs text-ink-2">{one.name}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
