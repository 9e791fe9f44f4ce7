import type { Account, Profile } from "@streamverse/api";
import { type Key, LOCALES, type Locale, useI18n } from "@streamverse/i18n";
import {
  Avatar,
  applyTheme,
  currentTheme,
  Icon,
  IconButton,
  Menu,
  MenuChoices,
  MenuHeading,
  MenuItem,
  MenuLine,
  MenuLink,
  THEMES,
  type Theme,
  useToast,
} from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { PinDialog } from "../people/PinDialog.tsx";
import { profilesQuery } from "../people/queries.ts";
import { codeOf, refusalWords } from "../people/refusals.ts";
import { useViewer } from "../people/useViewer.ts";
import { isCreator } from "../queries.ts";
import { FaceButton } from "./Shell.tsx";

/** Who is here, who else could be, the language and the light. */
export function AccountMenu({ me, isOpenAtFirst }: { me: Account | null; isOpenAtFirst: boolean }) {
  const i18n = useI18n();
  const { t, locale, setLocale } = i18n;
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const [asked, setAsked] = useState<Profile | null>(null);
  const router = useRouter();
  const say = useToast();
  const { enter, leave } = useViewer();
  const profile = me?.profile;
  const isKids = profile?.is_kids ?? false;

  const signOut = async () => {
    await leave();
    say(t("app.signedOut"));
  };
  const goHome = async () => {
    setAsked(null);
    await router.navigate({ to: "/" });
  };
  const switchTo = async (other: Profile) => {
    if (other.has_pin) return setAsked(other);
    try {
      await enter(other.id);
      await goHome();
    } catch (error) {
      if (codeOf(error) === "pin_required") setAsked(other);
      else say(refusalWords(error, i18n) ?? "", { isProblem: true });
    }
  };

  return (
    <>
      <Menu
        label={t("app.account")}
        isOpenAtFirst={isOpenAtFirst}
        trigger={
          profile ? (
            <FaceButton name={profile.name} url={profile.avatar_url} />
          ) : (
            <IconButton icon="user" label={t("app.account")} />
          )
        }
      >
        {me && (
          <>
            <div className="max-w-72 px-3 py-2">
              <p className="truncate font-semibold">{profile?.name ?? me.name}</p>
              {!isKids && <p className="truncate text-xs text-ink-3">{me.email}</p>}
            </div>
            <MenuLine />
            <Others me={me} onPick={(other) => void switchTo(other)} />
            <MenuLink>
              <Link to="/profiles" search={isKids ? {} : { manage: true }}>
                <Icon name={isKids ? "smile" : "users"} className="size-5" />
                {t(isKids ? "kids.leave" : "profiles.manage")}
              </Link>
            </MenuLink>
            <MenuLine />
          </>
        )}
        {me && !isKids && (
          <>
            <MenuLink>
              <Link to="/account/profile">
                <Icon name="user" className="size-5" />
                {t("app.account")}
              </Link>
            </MenuLink>
            {isCreator(me) && (
              <>
                <MenuLink>
                  <Link to="/studio">
                    <Icon name="film" className="size-5" />
                    {t("app.studio")}
                  </Link>
                </MenuLink>
                <MenuLink>
                  <Link to="/studio/upload">
                    <Icon name="upload" className="size-5" />
                    {t("app.upload")}
                  </Link>
                </MenuLink>
              </>
            )}
            <MenuLine />
          </>
        )}
        <MenuLink>
          <Link to="/account/watchlist">
            <Icon name="plus" className="size-5" />
            {t("list.name")}
          </Link>
        </MenuLink>
        <MenuLink>
          <Link to="/account/history">
            <Icon name="clock" className="size-5" />
            {t("account.history")}
          </Link>
        </MenuLink>
        <MenuLine />
        <MenuHeading>{t("app.theme")}</MenuHeading>
        <MenuChoices
          value={theme}
          choices={THEMES.map((value) => ({ value, label: t(`app.theme.${value}` as Key) }))}
          onChoose={(value) => {
            applyTheme(value as Theme);
            setTheme(value as Theme);
          }}
        />
        <MenuLine />
        <MenuHeading>{t("app.language")}</MenuHeading>
        <MenuChoices
          value={locale}
          choices={Object.entries(LOCALES).map(([value, label]) => ({ value, label }))}
          onChoose={(value) => setLocale(value as Locale)}
        />
        {!isKids && <MenuLine />}
        {me && !isKids && (
          <MenuItem onSelect={() => void signOut()}>
            <Icon name="out" className="size-5" />
            {t("app.signOut")}
          </MenuItem>
        )}
        {!me && (
          <>
            <MenuLink>
              <Link to="/login">{t("app.signIn")}</Link>
            </MenuLink>
            <MenuLink>
              <Link to="/register">{t("app.register")}</Link>
            </MenuLink>
          </>
        )}
      </Menu>
      {asked && (
        <PinDialog
          profile={asked}
          onClose={() => setAsked(null)}
          onKey={async (key) => {
            await enter(asked.id, key);
            await goHome();
          }}
        />
      )}
    </>
  );
}

/** The other profiles: one press away. */
function Others({ me, onPick }: { me: Account; onPick: (profile: Profile) => void }) {
  const { data } = useQuery(profilesQuery);
  const others = data?.items.filter((one) => one.id !== me.profile?.id) ?? [];
  return others.map((one) => (
    <MenuItem key={one.id} onSelect={() => onPick(one)}>
      <Avatar name={one.name} url={one.avatar_url} className="size-7 text-xs" />
      <span className="max-w-44 flex-1 truncate">{one.name}</span>
      {one.has_pin && <Icon name="lock" className="size-4 text-ink-3" />}
    </MenuItem>
  ));
}
