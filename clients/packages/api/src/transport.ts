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

/** `fetch` with the cookies' habits: the CSRF header, and one refresh when a sign-in ran out. */
export async function cookieFetch(request: Request): Promise<Response> {
  const spare = request.clone();
  const response = await attempt(request);
  const isAuth = new URL(request.url).pathname.startsWith("/api/v1/auth/");
  if (response.status !== 401 || isAuth || !csrfToken()) return response;
  await refreshSession();
  return attempt(spare);
}

async function attempt(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
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
