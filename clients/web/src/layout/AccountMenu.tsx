import { type Account, api } from "@streamverse/api";
import { type Key, LOCALES, type Locale, useI18n } from "@streamverse/i18n";
import {
  applyTheme,
  currentTheme,
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
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { changeViewer, isCreator } from "../queries.ts";

/** Who is here, the language and the light. */
export function AccountMenu({ me, isOpenAtFirst }: { me: Account | null; isOpenAtFirst: boolean }) {
  const { t, locale, setLocale } = useI18n();
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();

  const signOut = async () => {
    await api.signOut().catch(() => undefined);
    say(t("app.signedOut"));
    await navigate({ to: "/" });
    await changeViewer(queryClient, null);
  };

  return (
    <Menu
      label={t("app.account")}
      isOpenAtFirst={isOpenAtFirst}
      trigger={<IconButton icon="user" label={t("app.account")} />}
    >
      {me && (
        <>
          <div className="px-3 py-2">
            <p className="font-semibold">{me.name}</p>
            <p className="text-xs text-ink-3">{me.email}</p>
          </div>
          <MenuLine />
        </>
      )}
      {isCreator(me) && (
        <>
          <MenuLink>
            <Link to="/studio">{t("app.studio")}</Link>
          </MenuLink>
          <MenuLink>
            <Link to="/studio/upload">{t("app.upload")}</Link>
          </MenuLink>
          <MenuLine />
        </>
      )}
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
      <MenuLine />
      {me ? (
        <MenuItem onSelect={() => void signOut()}>{t("app.signOut")}</MenuItem>
      ) : (
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
  );
}
