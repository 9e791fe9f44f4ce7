import type { Profile } from "@streamverse/api";
import { useI18n } from "@streamverse/i18n";
import { Avatar, Button, buttonClass, ErrorState, Icon, Skeleton, Spinner } from "@streamverse/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, Navigate, useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Logo } from "../../layout/Logo.tsx";
import { PinEntry } from "../../people/PinEntry.tsx";
import { profilesQuery } from "../../people/queries.ts";
import { Refusal } from "../../people/Refusal.tsx";
import { codeOf } from "../../people/refusals.ts";
import { useViewer } from "../../people/useViewer.ts";
import { meQuery } from "../../queries.ts";
import { detailOf, useTabName, wordsFor } from "../../words.ts";
import { EditProfile } from "./EditProfile.tsx";

/** "Who's watching?" The whole window, and nothing else to do. */
export function ProfilesPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const { next, manage, edit } = useSearch({ from: "/profiles" });
  const { data: me } = useQuery(meQuery);
  const { data, error, refetch } = useQuery({ ...profilesQuery, enabled: Boolean(me) });
  useTabName(t(manage ? "profiles.manage" : "profiles.who"));
  if (me === null) return <Navigate to="/login" search={{ next: "/profiles" }} replace />;
  const edited = data?.items.find((one) => one.id === edit);
  const isKids = me?.profile?.is_kids ?? false;

  return (
    <div className="flex min-h-dvh flex-col">
      <header className="edge flex h-16 items-center">
        <Link to="/" aria-label={`StreamVerse, ${t("app.home")}`} className="rounded-lg">
          <Logo />
        </Link>
      </header>
      <main
        id="content"
        className="flex flex-1 flex-col items-center justify-center px-4 pt-4 pb-20"
      >
        {!data && error && (
          <ErrorState
            body={wordsFor(error, i18n)}
            detail={detailOf(error)}
            onRetry={() => void refetch()}
          />
        )}
        {!data && !error && <Waiting />}
        {data && edit && !isKids && (edited || edit === "new") && (
          <EditProfile key={edit} profile={edited} />
        )}
        {data && !(edit && !isKids && (edited || edit === "new")) && (
          <Everybody
            profiles={data.items}
            hasRoom={data.items.length < (data.limit ?? 5)}
            isManaging={Boolean(manage) && !isKids}
            isKids={isKids}
            next={next}
          />
        )}
      </main>
    </div>
  );
}

function Everybody({
  profiles,
  hasRoom,
  isManaging,
  isKids,
  next,
}: {
  profiles: readonly Profile[];
  hasRoom: boolean;
  isManaging: boolean;
  isKids: boolean;
  next: string | undefined;
}) {
  const { t } = useI18n();
  const router = useRouter();
  const navigate = useNavigate({ from: "/profiles" });
  const { enter } = useViewer();
  const [asked, setAsked] = useState<Profile | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const choose = useMutation({
    mutationFn: (profile: Profile) => enter(profile.id),
    onSuccess: () => router.history.replace(next ?? "/"),
    onError: (error, profile) => {
      if (codeOf(error) === "pin_required") setAsked(profile);
    },
  });
  const pick = (profile: Profile) => {
    if (isManaging) void navigate({ search: (before) => ({ ...before, edit: profile.id }) });
    else if (profile.has_pin && !profile.is_active) setAsked(profile);
    else choose.mutate(profile);
  };
  useEffect(() => {
    if (!asked) heading.current?.focus();
  }, [asked]);

  if (asked) {
    return (
      <div className="grid w-full animate-fade justify-items-center gap-5 text-center">
        <Avatar name={asked.name} url={asked.avatar_url} className="size-20 text-xl" />
        <h1 className="tight text-xl font-extrabold">{t("pin.for", { name: asked.name })}</h1>
        <PinEntry
          label={t("pin.for", { name: asked.name })}
          onKey={async (key) => {
            await enter(asked.id, key);
            router.history.replace(next ?? "/");
          }}
        />
        <Button look="quiet" icon="back" onClick={() => setAsked(null)}>
          {t("profiles.others")}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid w-full max-w-5xl animate-fade justify-items-center gap-10 sm:gap-14">
      <h1
        ref={heading}
        tabIndex={-1}
        className="tight text-center text-2xl font-extrabold outline-none"
      >
        {t(isManaging ? "profiles.manage" : "profiles.who")}
      </h1>
      <ul className="flex flex-wrap justify-center gap-x-5 gap-y-5 sm:gap-x-9 sm:gap-y-8">
        {profiles.map((profile) => (
          <li key={profile.id}>
            <Face
              profile={profile}
              isManaging={isManaging}
              isBusy={choose.isPending && choose.variables.id === profile.id}
              onPick={() => !choose.isPending && pick(profile)}
            />
          </li>
        ))}
        {hasRoom && !isKids && (
          <li>
            <Link to="/profiles" search={(before) => ({ ...before, edit: "new" })} className={FACE}>
              <span className="flex size-28 items-center justify-center rounded-full border-2 border-dashed border-line-strong text-ink-3 transition-colors duration-150 group-hover:border-ink-1 group-hover:text-ink-1 sm:size-36 min-[100rem]:size-44">
                <Icon name="plus" className="size-10" />
              </span>
              <span className={NAME}>{t("profiles.add")}</span>
            </Link>
          </li>
        )}
      </ul>
      {choose.error && codeOf(choose.error) !== "pin_required" && <Refusal error={choose.error} />}
      {!isKids &&
        (isManaging ? (
          <Link
            to="/profiles"
            search={next ? { next } : {}}
            className={buttonClass("accent", "lg")}
          >
            {t("profiles.done")}
          </Link>
        ) : (
          <Link
            to="/profiles"
            search={{ ...(next ? { next } : {}), manage: true }}
            className={buttonClass("plain")}
          >
            <Icon name="pencil" className="size-5" />
            {t("profiles.manage")}
          </Link>
        ))}
    </div>
  );
}

const FACE =
  "group grid w-32 justify-items-center gap-3 rounded-2xl outline-offset-8 focus-visible:rounded-2xl sm:w-40 min-[100rem]:w-48";
const NAME =
  "w-full truncate text-center text-sm font-semibold text-ink-2 transition-colors duration-150 group-hover:text-ink-1 group-focus-visible:text-ink-1";

function Face({
  profile,
  isManaging,
  isBusy,
  onPick,
}: {
  profile: Profile;
  isManaging: boolean;
  isBusy: boolean;
  onPick: () => void;
}) {
  const { t } = useI18n();
  return (
    <button type="button" onClick={onPick} aria-busy={isBusy || undefined} className={FACE}>
      <span className="relative transition-transform duration-200 ease-out motion-safe:group-hover:scale-105 motion-safe:group-focus-visible:scale-105">
        <Avatar
          name={profile.name}
          url={profile.avatar_url}
          className="size-28 text-2xl sm:size-36 min-[100rem]:size-44"
        />
        {(isManaging || isBusy) && (
          <span className="absolute inset-0 flex items-center justify-center rounded-full bg-black/55 text-white">
            {isBusy ? <Spinner className="size-9" /> : <Icon name="pencil" className="size-9" />}
          </span>
        )}
      </span>
      <span className={NAME}>{profile.name}</span>
      <span className="flex min-h-5 items-center gap-1.5 text-xs text-ink-3">
        {profile.has_pin && (
          <>
            <Icon name="lock" className="size-4" />
            <span className="sr-only">{t("profiles.locked")}</span>
          </>
        )}
        {profile.is_kids && t("profiles.kids")}
        {isManaging && <span className="sr-only">{t("profiles.change")}</span>}
      </span>
    </button>
  );
}

function Waiting() {
  const { t } = useI18n();
  return (
    <div role="status" className="grid justify-items-center gap-14">
      <span className="sr-only">{t("app.loading")}</span>
      <Skeleton className="h-16 w-96 max-w-full" />
      <div className="flex gap-9">
        <Skeleton className="size-28 rounded-full sm:size-36" />
        <Skeleton className="size-28 rounded-full sm:size-36" />
      </div>
    </div>
  );
}
