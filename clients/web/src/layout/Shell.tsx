import { useI18n } from "@streamverse/i18n";
import { Avatar, buttonClass, cx, IconButton } from "@streamverse/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import {
  type ComponentProps,
  lazy,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
  useState,
} from "react";
import { withWords } from "../chapter.ts";
import { isCreator, meQuery } from "../queries.ts";
import { GenresDoor, SearchDoor } from "./Doors.tsx";
import { Logo } from "./Logo.tsx";
import { HEADER_LINK, PLACES } from "./places.ts";
import { TabBar } from "./TabBar.tsx";

const AccountMenu = lazy(() =>
  withWords(import("./AccountMenu.tsx")).then((module) => ({ default: module.AccountMenu })),
);
const Banners = lazy(() =>
  withWords(import("./Banners.tsx")).then((module) => ({ default: module.Banners })),
);

/** The frame of every page but the player. */
export function Shell() {
  const { t } = useI18n();
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main);
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 font-semibold text-accent-ink focus:not-sr-only focus:fixed focus:start-4 focus:top-4"
      >
        {t("app.skip")}
      </a>
      <Header />
      <News />
      <main ref={main} id="content" tabIndex={-1} className="flex-1 outline-none max-sm:pb-16">
        <Outlet />
      </main>
      <TabBar />
    </div>
  );
}

/** Words above the page, when the account has something to say. */
function News() {
  const { data: me } = useQuery(meQuery);
  if (!me || me.profile?.is_kids) return null;
  if (me.is_email_verified && !me.erasure_due_at && !me.viewed_by) return null;
  return (
    <Suspense fallback={<div className="min-h-17" />}>
      <Banners me={me} />
    </Suspense>
  );
}

function Header() {
  const { t } = useI18n();
  const { data: me } = useQuery(meQuery);
  const isKids = me?.profile?.is_kids ?? false;
  const makes = isCreator(me);
  const isClear = !useScrolled();
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
        <nav aria-label={t("app.pages")} className="hidden items-center sm:flex">
          {PLACES.map(({ to, name }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: to === "/", includeSearch: false }}
              activeProps={{ className: "!text-ink-1" }}
              className={HEADER_LINK}
            >
              {t(name)}
            </Link>
          ))}
          <GenresDoor />
          {makes && (
            <Link
              to="/studio"
              activeProps={{ className: "!text-ink-1" }}
              className={cx(HEADER_LINK, "max-md:hidden")}
            >
              {t("app.studio")}
            </Link>
          )}
        </nav>
        <span className="flex-1" />
        <SearchDoor />
        {isKids && (
          <span className="rounded-full bg-accent px-3 py-1 text-xs font-bold text-accent-ink">
            {t("app.kids")}
          </span>
        )}
        {makes && (
          <Link to="/studio/upload" className={cx(buttonClass("plain"), "max-lg:hidden")}>
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
  const handlers = {
    "aria-haspopup": "menu",
    onPointerEnter: near,
    onPointerDown: () => setInterest("open"),
    onClick: () => setInterest("open"),
  } as const;
  const profile = me?.profile;
  const door = profile ? (
    <FaceButton name={profile.name} url={profile.avatar_url} {...handlers} />
  ) : (
    <IconButton icon="user" label={t("app.account")} {...handlers} />
  );
  if (interest === "none") return door;
  return (
    <Suspense fallback={door}>
      <AccountMenu me={me ?? null} isOpenAtFirst={interest === "open"} />
    </Suspense>
  );
}

/** Who is watching, as a round button. */
export function FaceButton({
  name,
  url,
  ...rest
}: { name: string; url: string } & ComponentProps<"button">) {
  const { t } = useI18n();
  return (
    <button
      {...rest}
      type="button"
      aria-label={`${t("app.account")}, ${name}`}
      title={name}
      className="inline-flex size-11 shrink-0 items-center justify-center rounded-full transition-transform duration-150 hover:scale-105 focus-visible:rounded-full"
    >
      <Avatar name={name} url={url} className="size-9" />
    </button>
  );
}

/** When what had the focus went with its page, the focus goes to the new one. */
function useFocusOnArrival(main: RefObject<HTMLElement | null>) {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef<string>(undefined);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (before.current && before.current !== path && isLost) {
      main.current?.focus({ preventScroll: true });
    }
    before.current = path;
  }, [main, path]);
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
