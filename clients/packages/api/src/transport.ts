import { ApiProblem } from "./problem.ts";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const REFRESH = "/api/v1/auth/refresh";

/** The value of the readable cookie that unsafe requests repeat in a header. */
export function csrfToken(cookies: string = document.cookie): string {
  const pair = cookies.split("; ").find((cookie) => cookie.startsWith("sv_csrf="));
  return pair ? decodeURIComponent(pair.slice("sv_csrf=".length)) : "";
}

/** Headers that any unsafe request with the sign-in cookie carries, uploads included. */
export function csrfHeader(): Record<string, string> {
  const token = csrfToken();
  return token ? { "X-CSRF-Token": token } : {};
}

const LOCK = "streamverse.refresh";

let refreshing: Promise<void> | null = null;

/**
 * Ask for a new access cookie. Callers in this tab share one request, and tabs take turns: a
 * refresh token shown twice would end the sign-in. When the service refuses, it has cleared the
 * cookies and we go on as a guest.
 */
export function refreshSession(): Promise<void> {
  refreshing ??= oneTabAtATime(async () => {
    await fetch(REFRESH, { method: "POST", credentials: "same-origin", headers: csrfHeader() });
  })
    .catch(() => undefined)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

async function oneTabAtATime(refresh: () => Promise<void>): Promise<void> {
  // Web locks exist only on https and localhost.
  if (!("locks" in navigator)) return refresh();
  const before = csrfToken();
  await navigator.locks.request(LOCK, async () => {
    // Another tab was faster: its cookies are ours, too.
    if (csrfToken() === before) await refresh();
  });
}

/** Asks the person for a credential; true when they showed one. */
export type Prove = (methods: readonly string[]) => Promise<boolean>;

let prove: Prove | null = null;
let proving: Promise<boolean> | null = null;

/** Who asks when the service wants to know that it is really them. */
export function onStepUp(asking: Prove): () => void {
  prove = asking;
  return () => {
    if (prove === asking) prove = null;
  };
}

// Below /auth/ only these belong to somebody who is signed in already.
const SIGNED_IN =
  /^\/api\/v1\/(?!auth\/|profiles\/avatars)|\/auth\/(step-up|verify\/request|device\/[^/]+(\/(approve|deny))?$|view-as)/;

/**
 * `fetch` with the cookies' habits: the CSRF header, one refresh when a sign-in ran out, and one
 * repetition after a proof that it is really them.
 */
export async function cookieFetch(request: Request): Promise<Response> {
  const spare = request.clone();
  const response = await refreshed(request);
  if (response.status !== 403 || !prove) return response;
  const refusal = (await response
    .clone()
    .json()
    .catch(() => null)) as {
    code?: unknown;
    methods?: unknown;
  } | null;
  if (refusal?.code !== "step_up_required") return response;
  const methods = Array.isArray(refusal.methods) ? refusal.methods.map(String) : [];
  // Calls that are refused together are proved together.
  proving ??= prove(methods).finally(() => {
    proving = null;
  });
  return (await proving) ? attempt(spare) : response;
}

async function refreshed(request: Request): Promise<Response> {
  const spare = request.clone();
  const response = await attempt(request);
  const isTheirs = SIGNED_IN.test(new URL(request.url).pathname);
  if (response.status !== 401 || !isTheirs || !csrfToken()) return response;
  await refreshSession();
  return attempt(spare);
}

async function attempt(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  // Names come in the language the page speaks, whatever the browser would ask for.
  const { lang } = globalThis.document?.documentElement ?? {};
  if (lang) headers.set("Accept-Language", [lang, ...navigator.languages].join(","));
  if (UNSAFE.has(request.method)) {
    for (const [name, value] of Object.entries(csrfHeader())) headers.set(name, value);
  }
  try {
    return await fetch(new Request(request, { headers, credentials: "same-origin" }));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw ApiProblem.offline(error);
  }
}
