import { type Ceiling, type Profile, people } from "@streamverse/api";
import { LOCALES, useI18n } from "@streamverse/i18n";
import {
  Avatar,
  Button,
  buttonClass,
  Dialog,
  Field,
  Icon,
  Select,
  Switch,
  useToast,
} from "@streamverse/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { avatarsQuery, profilesQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { codeOf, refusalWords } from "../../people/refusals.ts";
import { useViewer } from "../../people/useViewer.ts";
import { AvatarDialog } from "./AvatarDialog.tsx";
import { ceilingForKids, ceilingsFor } from "./ceilings.ts";
import { PinSettings } from "./PinSettings.tsx";

const LONGEST_NAME = 40;

/** A profile to make, or one to change. */
export function EditProfile({ profile }: { profile: Profile | undefined }) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useToast();
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: "/profiles" });
  const { renew } = useViewer();
  const { data: set } = useQuery(avatarsQuery);
  const [avatar, setAvatar] = useState<{ id: string; url: string } | null>(null);
  const [picture, setPicture] = useState<{ blob: Blob; url: string } | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const [isKids, setKids] = useState(profile?.is_kids ?? false);
  const [maxAge, setMaxAge] = useState<Ceiling>((profile?.max_age as Ceiling | undefined) ?? null);
  const [name, setName] = useState(profile?.name ?? "");
  const [isNameless, setNameless] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => () => void (picture && URL.revokeObjectURL(picture.url)), [picture]);

  // A new profile begins with a face that nobody has yet.
  const [fresh] = useState(() => Math.floor(Math.random() * 97));
  const first = set?.items[fresh % Math.max(1, set.items.length)];
  const shownAvatar = avatar ?? (profile ? null : (first ?? null));

  const save = useMutation({
    mutationFn: async (form: FormData) => {
      const language = String(form.get("language"));
      const change = {
        name: name.trim(),
        is_kids: isKids,
        max_age: maxAge,
        ...(language ? { language } : {}),
        ...(shownAvatar && !picture ? { avatar: shownAvatar.id } : {}),
      };
      const saved = profile
        ? await people.changeProfile(profile.id, change)
        : await people.createProfile(change);
      if (picture) await people.setAvatar(saved.id, picture.blob);
      return saved;
    },
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: profilesQuery.queryKey }),
        renew(),
      ]);
      void navigate({ search: ({ edit: _, ...rest }) => rest });
    },
  });
  const remove = () => {
    if (!profile) return;
    const { id } = profile;
    const renewList = () => queryClient.invalidateQueries({ queryKey: profilesQuery.queryKey });
    queryClient.setQueryData(profilesQuery.queryKey, (before) =>
      before ? { ...before, items: before.items.filter((one) => one.id !== id) } : before,
    );
    void navigate({ search: ({ edit: _, ...rest }) => rest });
    say(t("profiles.removed", { name: profile.name }), {
      onUndo: () => void renewList(),
      onSettled: () =>
        void people
          .removeProfile(id)
          .catch((error) => say(refusalWords(error, i18n) ?? "", { isProblem: true }))
          .finally(renewList),
    });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setNameless(!name.trim());
    if (name.trim()) save.mutate(new FormData(event.currentTarget));
  };
  const isTaken = codeOf(save.error) === "profile_name_taken";
  const face = picture?.url ?? shownAvatar?.url ?? profile?.avatar_url;

  return (
    <div className="grid w-full max-w-2xl animate-fade gap-8">
      <h1 ref={heading} tabIndex={-1} className="tight text-xl font-extrabold outline-none">
        {profile ? t("profiles.edit", { name: profile.name }) : t("profiles.new")}
      </h1>
      <form
        noValidate
        onSubmit={submit}
        className="grid gap-8 rounded-2xl border border-line bg-surface-1 p-6 sm:grid-cols-[auto_1fr] sm:p-8"
      >
        <button
          type="button"
          onClick={() => setChoosing(true)}
          className="group relative size-32 justify-self-center rounded-full focus-visible:rounded-full"
          aria-label={t("avatar.change")}
        >
          <Avatar name={name} url={face} className="size-32 text-2xl" />
          <span className="absolute end-0 bottom-0 flex size-10 items-center justify-center rounded-full border border-line bg-surface-2 text-ink-1 shadow-card transition-colors duration-150 group-hover:bg-surface-3">
            <Icon name="pencil" className="size-5" />
          </span>
        </button>
        <div className="grid gap-5">
          <Field
            label={t("auth.name")}
            value={name}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
            problem={
              isNameless
                ? t("auth.invalid.name")
                : isTaken
                  ? t("problem.profile_name_taken")
                  : undefined
            }
          />
          {!profile?.is_main && (
            <Switch
              label={t("profiles.kidsMode")}
              hint={t("profiles.kidsMode.hint")}
              checked={isKids}
              onChange={(event) => {
                setKids(event.target.checked);
                if (event.target.checked) setMaxAge(ceilingForKids(maxAge));
              }}
            />
          )}
          <Select
            label={t("profiles.ceiling")}
            hint={t("profiles.ceiling.hint")}
            value={maxAge ?? ""}
            onChange={(event) =>
              setMaxAge(event.target.value === "" ? null : (Number(event.target.value) as Ceiling))
            }
          >
            {ceilingsFor(isKids).map((age) => (
              <option key={age} value={age ?? ""}>
                {age === null
                  ? t("profiles.ceiling.none")
                  : age === 0
                    ? t("profiles.ceiling.all")
                    : t("profiles.ceiling.age", { age })}
              </option>
            ))}
          </Select>
          <Select label={t("app.language")} name="language" defaultValue={profile?.language ?? ""}>
            <option value="">{t("profiles.language.account")}</option>
            {Object.entries(LOCALES).map(([tag, label]) => (
              <option key={tag} value={tag}>
                {label}
              </option>
            ))}
          </Select>
          {!isTaken && <Refusal error={save.error} />}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" look="accent" size="lg" isBusy={save.isPending}>
              {t(profile ? "account.save" : "profiles.create")}
            </Button>
            <Link
              to="/profiles"
              search={({ edit: _, ...rest }) => rest}
              className={buttonClass("quiet", "lg")}
            >
              {t("app.cancel")}
            </Link>
          </div>
        </div>
      </form>
      {profile && <PinSettings profile={profile} />}
      {profile && !profile.is_main && (
        <Button
          look="danger"
          icon="trash"
          className="justify-self-start"
          onClick={() => setRemoving(true)}
        >
          {t("profiles.remove")}
        </Button>
      )}
      {isChoosing && (
        <AvatarDialog
          chosen={picture ? "" : (shownAvatar?.id ?? profile?.avatar ?? "")}
          isBusy={false}
          problem={undefined}
          onClose={() => setChoosing(false)}
          onChoose={(id, url) => {
            setPicture(null);
            setAvatar({ id, url });
            setChoosing(false);
          }}
          onPicture={(blob) => {
            setPicture({ blob, url: URL.createObjectURL(blob) });
            setChoosing(false);
          }}
        />
      )}
      {isRemoving && profile && (
        <Dialog
          title={t("profiles.remove.title", { name: profile.name })}
          onClose={() => setRemoving(false)}
          actions={
            <>
              <Button onClick={() => setRemoving(false)}>{t("app.cancel")}</Button>
              <Button look="danger" icon="trash" onClick={remove}>
                {t("profiles.remove")}
              </Button>
            </>
          }
        >
          {t("profiles.remove.body")}
        </Dialog>
      )}
    </div>
  );
}
