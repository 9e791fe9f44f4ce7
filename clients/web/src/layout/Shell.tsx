import { useI18n } from "@streamverse/i18n";
import { buttonClass, cx, IconButton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { isCreator, meQuery } from "../queries.ts";
import { Logo } from "./Logo.tsx";

const AccountMenu = lazy(() =>
  import("./AccountMenu.tsx").then((module) => ({ default: module.AccountMenu })),
);

/** The frame of every page but the player. */
export function Shell() {
  const { t } = useI18n();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 font-semibold text-accent-ink focus:not-sr-only focus:fixed focus:start-4 focus:top-4"
      >
        {t("app.skip")}
      </a>
      <Header />
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        <Outlet />
      </main>
    </div>
  );
}

function Header() {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const isClear = !useScrolled();
  const link =
    "hidden min-h-11 items-center rounded-lg px-3 text-sm font-semibold text-ink-2 transition-colors duration-150 hover:text-ink-1 sm:inline-flex";
  return (
    <header
      className={cx(
        "sticky top-0 z-30 transition-colors duration-240",
        isClear
          ? "bg-gradient-to-b from-[rgb(var(--veil)/0.8)] to-transparent"
          : "bg-[rgb(var(--veil)/0.92)] backdrop-blur-md",
      )}
    >
      <div className="edge flex h-16 items-center gap-2">
        <Link to="/" aria-label={`StreamVerse, ${t("app.home")}`} className="me-3 rounded-lg">
          <Logo />
        </Link>
        <nav className="flex items-center">
          <Link
            to="/"
            activeOptions={{ exact: true }}
            activeProps={{ className: "!text-ink-1" }}
            className={link}
          >
            {t("app.home")}
          </Link>
          {isCreator(me) && (
            <Link to="/studio" activeProps={{ className: "!text-ink-1" }} className={link}>
              {t("app.studio")}
            </Link>
          )}
        </nav>
        <span className="flex-1" />
        {isCreator(me) && (
          <Link to="/studio/upload" className={cx(buttonClass("plain"), "max-sm:hidden")}>
            {t("app.upload")}
          </Link>
        )}
        {me === null && (
          <Link to="/login" className={buttonClass("plain")}>
            {t("app.signIn")}
          </Link>
        )}
        <AccountDoor />
      </div>
    </header>
  );
}

/** The menu's code comes when a pointer or the focus comes near; a click opens it at once. */
function AccountDoor() {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const [interest, setInterest] = useState<"none" | "near" | "open">("none");
  const near = () => setInterest((before) => (before === "none" ? "near" : before));
  const door = (
    <IconButton
      icon="user"
      label={t("app.account")}
      aria-haspopup="menu"
      onPointerEnter={near}
      onPointerDown={() => setInterest("open")}
      onClick={() => setInterest("open")}
    />
  );
  if (interest === "none") return door;
  return (
    <Suspense fallback={door}>
      <AccountMenu me={me ?? null} isOpenAtFirst={interest === "open"} />
    </Suspense>
  );
}

function useScrolled(): boolean {
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    const look = () => setScrolled(window.scrollY > 24);
    look();
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);
  return isScrolled;
}
