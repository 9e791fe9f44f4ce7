/**
 * Whether this browser session has said who is watching: a cookie without an end, so that all tabs
 * know it and a closed browser forgets it.
 */
const NAME = "sv_watching";

/** Without an account's id: whoever it was. */
export function hasChosen(account_id = "", cookies: string = document.cookie): boolean {
  const start = `${NAME}=${account_id}`;
  return cookies
    .split("; ")
    .some((cookie) => (account_id ? cookie === start : cookie.startsWith(start)));
}

export function noteChoice(account_id: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser
  document.cookie = `${NAME}=${account_id}; Path=/; SameSite=Lax${secure}`;
}

export function forgetChoice(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser
  document.cookie = `${NAME}=; Path=/; Max-Age=0; SameSite=Lax`;
}
