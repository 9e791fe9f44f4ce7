import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { Shell } from "./layout/Shell.tsx";
import { HomePage } from "./pages/home/HomePage.tsx";
import { CrashPage, NotFoundPage } from "./pages/problems.tsx";
import { homeQuery, titleQuery } from "./queries.ts";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
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
  component: lazyRouteComponent(() => import("./pages/title/TitlePage.tsx"), "TitlePage"),
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(titleQuery(params.slug)),
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
  component: lazyRouteComponent(() => import("./pages/watch/WatchPage.tsx"), "WatchPage"),
  validateSearch: (search: Record<string, unknown>): WatchSearch => ({
    ...(search.as === "asset" ? { as: "asset" as const } : {}),
    ...(Number(search.t) >= 0 ? { t: Number(search.t) } : {}),
    ...(search.engine === "hls" || search.engine === "dash" ? { engine: search.engine } : {}),
  }),
});

interface AuthSearch {
  /** Where to go afterwards: a path of this site. */
  next?: string;
}

function validateAuth(search: Record<string, unknown>): AuthSearch {
  const next = search.next;
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}

const login = createRoute({
  getParentRoute: () => shell,
  path: "/login",
  component: lazyRouteComponent(() => import("./pages/auth/LoginPage.tsx"), "LoginPage"),
  validateSearch: validateAuth,
});

const register = createRoute({
  getParentRoute: () => shell,
  path: "/register",
  component: lazyRouteComponent(() => import("./pages/auth/RegisterPage.tsx"), "RegisterPage"),
  validateSearch: validateAuth,
});

const studio = createRoute({
  getParentRoute: () => shell,
  path: "/studio",
  component: lazyRouteComponent(() => import("./pages/studio/StudioGate.tsx"), "StudioGate"),
});

const studioIndex = createRoute({
  getParentRoute: () => studio,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/studio/FilmsPage.tsx"), "FilmsPage"),
});

const studioAssets = createRoute({
  getParentRoute: () => studio,
  path: "/assets",
  beforeLoad: () => {
    throw redirect({ to: "/studio", replace: true });
  },
});

const studioUpload = createRoute({
  getParentRoute: () => studio,
  path: "/upload",
  component: lazyRouteComponent(() => import("./pages/studio/UploadPage.tsx"), "UploadPage"),
});

const studioAsset = createRoute({
  getParentRoute: () => studio,
  path: "/assets/$id",
  component: lazyRouteComponent(() => import("./pages/studio/AssetPage.tsx"), "AssetPage"),
});

const routeTree = root.addChildren([
  shell.addChildren([
    home,
    title,
    login,
    register,
    studio.addChildren([studioIndex, studioAssets, studioUpload, studioAsset]),
  ]),
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
