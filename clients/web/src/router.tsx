import type { FactorMethod } from "@streamverse/api";
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { withWords } from "./chapter.ts";
import { Root } from "./layout/Root.tsx";
import { Shell } from "./layout/Shell.tsx";
import { HomePage } from "./pages/home/HomePage.tsx";
import { CrashPage, NotFoundPage } from "./pages/problems.tsx";
import type { StudioPage } from "./pages/studio/pages.ts";
import { factorMethods, said, sitePath } from "./people/paths.ts";
import { homeQuery, titleQuery } from "./queries.ts";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  notFoundComponent: NotFoundPage,
});

/** Pages with the header and the footer around them; the player has the whole window. */
const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: HomePage,
  loader: ({ context }) => void context.queryClient.prefetchQuery(homeQuery),
});

const title = createRoute({
  getParentRoute: () => shell,
  path: "/title/$slug",
  component: lazyRouteComponent(
    () => withWords(import("./pages/title/TitlePage.tsx"), "browse"),
    "TitlePage",
  ),
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(titleQuery(params.slug)),
});

const listing = () => withWords(import("./pages/browse/BrowsePage.tsx"), "browse");

const movies = createRoute({
  getParentRoute: () => shell,
  path: "/movies",
  component: lazyRouteComponent(listing, "MoviesPage"),
});

const series = createRoute({
  getParentRoute: () => shell,
  path: "/series",
  component: lazyRouteComponent(listing, "SeriesPage"),
});

const genre = createRoute({
  getParentRoute: () => shell,
  path: "/genre/$slug",
  component: lazyRouteComponent(listing, "GenrePage"),
});

const category = createRoute({
  getParentRoute: () => shell,
  path: "/category/$slug",
  component: lazyRouteComponent(listing, "CategoryPage"),
});

const collection = createRoute({
  getParentRoute: () => shell,
  path: "/collection/$slug",
  component: lazyRouteComponent(
    () => withWords(import("./pages/browse/CollectionPage.tsx"), "browse"),
    "CollectionPage",
  ),
});

const person = createRoute({
  getParentRoute: () => shell,
  path: "/people/$slug",
  component: lazyRouteComponent(
    () => withWords(import("./pages/person/PersonPage.tsx"), "browse"),
    "PersonPage",
  ),
});

const search = createRoute({
  getParentRoute: () => shell,
  path: "/search",
  component: lazyRouteComponent(
    () => withWords(import("./pages/search/SearchPage.tsx"), "browse"),
    "SearchPage",
  ),
});

const channel = createRoute({
  getParentRoute: () => shell,
  path: "/c/$handle",
  component: lazyRouteComponent(
    () => withWords(import("./pages/channel/ChannelPage.tsx"), "browse"),
    "ChannelPage",
  ),
});

interface WatchSearch {
  /** What the id names, when it is not a title or an episode. */
  as?: "asset";
  /** Seconds to start at. */
  t?: number;
  engine?: "hls" | "dash";
}

const watch = createRoute({
  getParentRoute: () => root,
  path: "/watch/$id",
  component: lazyRouteComponent(
    () => withWords(import("./pages/watch/WatchPage.tsx"), "player"),
    "WatchPage",
  ),
  validateSearch: (search: Record<string, unknown>): WatchSearch => ({
    ...(search.as === "asset" ? { as: "asset" as const } : {}),
    ...(Number(search.t) >= 0 ? { t: Number(search.t) } : {}),
    ...(search.engine === "hls" || search.engine === "dash" ? { engine: search.engine } : {}),
  }),
});

type Search = Record<string, unknown>;

interface Onward {
  /** Where to go afterwards: a path of this site. */
  next?: string | undefined;
}

// The router lays what is answered here over what the address says: what is refused must be named.
function onward({ next }: Search): Onward {
  return { next: sitePath(next) };
}

interface LinkSearch {
  /** What came by mail. */
  token?: string | undefined;
}

function mailed({ token }: Search): LinkSearch {
  return { token: said(token) };
}

interface LoginSearch extends Onward {
  step?: "code" | "factor" | undefined;
  /** Why another service's sign-in was refused, or what its second factor takes. */
  problem?: string | undefined;
  ticket?: string | undefined;
  methods?: FactorMethod[] | undefined;
}

const login = createRoute({
  getParentRoute: () => shell,
  path: "/login",
  component: lazyRouteComponent(() => withWords(import("./pages/auth/LoginPage.tsx")), "LoginPage"),
  validateSearch: (search: Search): LoginSearch => ({
    ...onward(search),
    step: search.step === "code" || search.step === "factor" ? search.step : undefined,
    problem: said(search.problem),
    ticket: said(search.ticket),
    methods: search.methods ? factorMethods(search.methods) : undefined,
  }),
});

const register = createRoute({
  getParentRoute: () => shell,
  path: "/register",
  component: lazyRouteComponent(
    () => withWords(import("./pages/auth/RegisterPage.tsx")),
    "RegisterPage",
  ),
  validateSearch: (search: Search): Onward & LinkSearch => ({
    ...onward(search),
    ...mailed(search),
  }),
});

const verify = createRoute({
  getParentRoute: () => shell,
  path: "/verify",
  component: lazyRouteComponent(
    () => withWords(import("./pages/auth/LinkPages.tsx")),
    "VerifyPage",
  ),
  validateSearch: (search: Search): LinkSearch & { change?: true | undefined } => ({
    ...mailed(search),
    change: search.change ? true : undefined,
  }),
});

const reset = createRoute({
  getParentRoute: () => shell,
  path: "/reset",
  component: lazyRouteComponent(() => withWords(import("./pages/auth/ResetPage.tsx")), "ResetPage"),
  validateSearch: mailed,
});

const unlock = createRoute({
  getParentRoute: () => shell,
  path: "/unlock",
  component: lazyRouteComponent(
    () => withWords(import("./pages/auth/LinkPages.tsx")),
    "UnlockPage",
  ),
  validateSearch: mailed,
});

const parentalConsent = createRoute({
  getParentRoute: () => shell,
  path: "/parental-consent",
  component: lazyRouteComponent(
    () => withWords(import("./pages/auth/ParentalConsentPage.tsx")),
    "ParentalConsentPage",
  ),
  validateSearch: mailed,
});

const undoEmail = createRoute({
  getParentRoute: () => shell,
  path: "/account/undo-email",
  component: lazyRouteComponent(
    () => withWords(import("./pages/auth/LinkPages.tsx")),
    "UndoEmailPage",
  ),
  validateSearch: mailed,
});

const keepAccount = createRoute({
  getParentRoute: () => shell,
  path: "/account/keep",
  component: lazyRouteComponent(
    () => withWords(import("./pages/auth/LinkPages.tsx")),
    "KeepAccountPage",
  ),
  validateSearch: mailed,
});

const mailedExport = createRoute({
  getParentRoute: () => shell,
  path: "/account/export",
  component: lazyRouteComponent(
    () => withWords(import("./pages/auth/LinkPages.tsx")),
    "ExportPage",
  ),
  validateSearch: mailed,
});

const activate = createRoute({
  getParentRoute: () => shell,
  path: "/activate",
  component: lazyRouteComponent(
    () => withWords(import("./pages/auth/ActivatePage.tsx")),
    "ActivatePage",
  ),
  validateSearch: ({ code }: Search): { code?: string | undefined } => ({ code: said(code) }),
});

const adminLogin = createRoute({
  getParentRoute: () => shell,
  path: "/admin/login",
  component: lazyRouteComponent(
    () => withWords(import("./pages/admin/AdminLoginPage.tsx")),
    "AdminLoginPage",
  ),
  validateSearch: onward,
});

const admin = createRoute({
  getParentRoute: () => shell,
  path: "/admin",
  component: lazyRouteComponent(
    () => withWords(import("./pages/admin/AdminFrame.tsx"), "admin"),
    "AdminFrame",
  ),
});

const adminIndex = createRoute({
  getParentRoute: () => admin,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/admin/people", replace: true });
  },
});

interface PeopleSearch {
  /** In the email or the name. */
  q?: string;
  role?: string;
}

const adminPeople = createRoute({
  getParentRoute: () => admin,
  path: "/people",
  component: lazyRouteComponent(() => import("./pages/admin/desk/PeoplePage.tsx"), "PeoplePage"),
  validateSearch: ({ q, role }: Search): PeopleSearch => ({
    ...(said(q) ? { q: String(q) } : {}),
    ...(said(role) ? { role: String(role) } : {}),
  }),
});

const adminPerson = createRoute({
  getParentRoute: () => admin,
  path: "/people/$id",
  component: lazyRouteComponent(
    () => withWords(import("./pages/admin/desk/PersonPage.tsx")),
    "PersonPage",
  ),
});

const adminRoles = createRoute({
  getParentRoute: () => admin,
  path: "/roles",
  component: lazyRouteComponent(() => import("./pages/admin/desk/RolesPage.tsx"), "RolesPage"),
});

const adminInvitations = createRoute({
  getParentRoute: () => admin,
  path: "/invitations",
  component: lazyRouteComponent(
    () => withWords(import("./pages/admin/desk/InvitationsPage.tsx")),
    "InvitationsPage",
  ),
});

const adminKeys = createRoute({
  getParentRoute: () => admin,
  path: "/keys",
  component: lazyRouteComponent(
    () => withWords(import("./pages/admin/desk/KeysPage.tsx")),
    "KeysPage",
  ),
});

const adminAudit = createRoute({
  getParentRoute: () => admin,
  path: "/audit",
  component: lazyRouteComponent(
    () => withWords(import("./pages/admin/desk/AuditPage.tsx")),
    "AuditPage",
  ),
});

const adminMail = createRoute({
  getParentRoute: () => admin,
  path: "/mail",
  component: lazyRouteComponent(() => import("./pages/admin/mail/MailFrame.tsx"), "MailFrame"),
});

const adminMessages = createRoute({
  getParentRoute: () => adminMail,
  path: "/",
  component: lazyRouteComponent(
    () => import("./pages/admin/mail/MessagesPage.tsx"),
    "MessagesPage",
  ),
});

const adminMessage = createRoute({
  getParentRoute: () => adminMail,
  path: "/messages/$id",
  component: lazyRouteComponent(() => import("./pages/admin/mail/MessagePage.tsx"), "MessagePage"),
});

const adminLetters = createRoute({
  getParentRoute: () => adminMail,
  path: "/letters",
  component: lazyRouteComponent(() => import("./pages/admin/mail/LettersPage.tsx"), "LettersPage"),
  validateSearch: (search: Search): { letter?: string; language?: string } => {
    const [letter, language] = [said(search.letter), said(search.language)];
    return { ...(letter ? { letter } : {}), ...(language ? { language } : {}) };
  },
});

/** What editors arrange; the path behind it is the page's own to read. */
const adminCatalog = createRoute({
  getParentRoute: () => admin,
  path: "/catalog/$",
  component: lazyRouteComponent(
    () => withWords(import("./pages/admin/catalog/CatalogDesk.tsx"), "admin"),
    "CatalogDesk",
  ),
});

const adminCatalogIndex = createRoute({
  getParentRoute: () => admin,
  path: "/catalog",
  beforeLoad: () => {
    throw redirect({
      to: "/admin/catalog/$",
      params: { _splat: "collections" },
      replace: true,
    });
  },
});

interface ProfilesSearch extends Onward {
  manage?: true | undefined;
  /** The id of the profile that is being changed, or `new`. */
  edit?: string | undefined;
}

const profiles = createRoute({
  getParentRoute: () => root,
  path: "/profiles",
  component: lazyRouteComponent(
    () => withWords(import("./pages/profiles/ProfilesPage.tsx")),
    "ProfilesPage",
  ),
  validateSearch: (search: Search): ProfilesSearch => ({
    ...onward(search),
    manage: search.manage ? true : undefined,
    edit: said(search.edit),
  }),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/AccountFrame.tsx")),
    "AccountFrame",
  ),
});

const accountIndex = createRoute({
  getParentRoute: () => account,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/account/profile", replace: true });
  },
});

const accountProfile = createRoute({
  getParentRoute: () => account,
  path: "/profile",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/ProfilePage.tsx")),
    "ProfilePage",
  ),
});

const accountSecurity = createRoute({
  getParentRoute: () => account,
  path: "/security",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/SecurityPage.tsx")),
    "SecurityPage",
  ),
});

const accountDevices = createRoute({
  getParentRoute: () => account,
  path: "/devices",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/DevicesPage.tsx")),
    "DevicesPage",
  ),
});

const accountPreferences = createRoute({
  getParentRoute: () => account,
  path: "/preferences",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/PreferencesPage.tsx")),
    "PreferencesPage",
  ),
});

const accountPrivacy = createRoute({
  getParentRoute: () => account,
  path: "/privacy",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/PrivacyPage.tsx")),
    "PrivacyPage",
  ),
});

const accountWatchlist = createRoute({
  getParentRoute: () => account,
  path: "/watchlist",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/WatchlistPage.tsx")),
    "WatchlistPage",
  ),
});

const accountHistory = createRoute({
  getParentRoute: () => account,
  path: "/history",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/HistoryPage.tsx")),
    "HistoryPage",
  ),
});

const accountChannels = createRoute({
  getParentRoute: () => account,
  path: "/channels",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/ChannelsPage.tsx"), "browse"),
    "ChannelsPage",
  ),
});

const accountTokens = createRoute({
  getParentRoute: () => account,
  path: "/tokens",
  component: lazyRouteComponent(
    () => withWords(import("./pages/account/TokensPage.tsx")),
    "TokensPage",
  ),
});

const studio = createRoute({
  getParentRoute: () => shell,
  path: "/studio",
  component: lazyRouteComponent(
    () => withWords(import("./pages/studio/StudioGate.tsx"), "studio"),
    "StudioGate",
  ),
});

/** A page of the studio; `pages/studio/pages.ts` knows where it is. */
function inStudio<const P extends string>(path: P, name: StudioPage) {
  return createRoute({
    getParentRoute: () => studio,
    path,
    component: lazyRouteComponent(async () => (await import("./pages/studio/pages.ts")).open(name)),
  });
}

const studioAssets = createRoute({
  getParentRoute: () => studio,
  path: "/assets",
  beforeLoad: () => {
    throw redirect({ to: "/studio/uploads", replace: true });
  },
});

const routeTree = root.addChildren([
  shell.addChildren([
    home,
    title,
    movies,
    series,
    genre,
    category,
    collection,
    person,
    search,
    channel,
    login,
    register,
    verify,
    reset,
    unlock,
    parentalConsent,
    undoEmail,
    keepAccount,
    mailedExport,
    activate,
    adminLogin,
    admin.addChildren([
      adminIndex,
      adminPeople,
      adminPerson,
      adminRoles,
      adminInvitations,
      adminKeys,
      adminAudit,
      adminCatalog,
      adminCatalogIndex,
      adminMail.addChildren([adminMessages, adminMessage, adminLetters]),
    ]),
    account.addChildren([
      accountIndex,
      accountProfile,
      accountSecurity,
      accountDevices,
      accountPreferences,
      accountPrivacy,
      accountWatchlist,
      accountHistory,
      accountChannels,
      accountTokens,
    ]),
    studio.addChildren([
      inStudio("/", "titles"),
      inStudio("/uploads", "uploads"),
      inStudio("/upload", "upload"),
      studioAssets,
      inStudio("/assets/$id", "asset"),
      inStudio("/channels", "channels"),
      inStudio("/channels/$handle", "channel"),
      inStudio("/titles/$id/$tab", "title"),
      inStudio("/review", "review"),
      inStudio("/rights", "rights"),
      inStudio("/import", "import"),
      inStudio("/import/$run", "run"),
    ]),
  ]),
  profiles,
  watch,
]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    scrollRestoration: true,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
