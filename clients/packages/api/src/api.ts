import { ApiProblem } from "./problem.ts";
import type * as S from "./shapes.ts";
import { cookieFetch } from "./transport.ts";

type Body = Record<string, unknown>;
async function call<T>(
  method: string,
  path: string,
  body?: Body | string,
  extra: RequestInit = {},
): Promise<T> {
  const init: RequestInit = { method, ...extra };
  if (body !== undefined) {
    init.body = typeof body === "string" ? body : JSON.stringify(body);
    init.headers = {
      "Content-Type": "application/json",
      ...(extra.headers as Record<string, string>),
    };
  }
  const response = await cookieFetch(new Request(new URL(`/api/v1${path}`, location.href), init));
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as Body;
    throw new ApiProblem(response.status, problem, response.headers.get("Retry-After"));
  }
  return (response.status === 204 ? undefined : await response.json().catch(() => undefined)) as T;
}
const q = encodeURIComponent;

export interface TitleDraft {
  name: string;
  synopsis: string;
  tagline: string;
  year: number | null;
  genres: string[];
}

export const api = {
  me: () => call<S.Account>("GET", "/me"),
  signIn: (email: string, password: string) =>
    call<unknown>("POST", "/auth/login", { email, password, transport: "cookie" }),
  register: (email: string, password: string, name: string) =>
    call<unknown>("POST", "/auth/register", { email, password, name }),
  signOut: () => call<void>("POST", "/auth/logout", {}),
  home: () => call<S.Home>("GET", "/home"),
  title: (id: string) => call<S.Title>("GET", `/titles/${q(id)}`),
  createTitle: (draft: TitleDraft, assetId: string) =>
    call<S.Title>("POST", "/titles", {
      ...draft,
      kind: "video",
      asset_id: assetId,
      state: "published",
    }),
  updateTitle: (id: string, draft: Partial<TitleDraft> & { state?: string }) =>
    call<S.Title>("PUT", `/titles/${q(id)}`, draft),
  assets: (cursor: string | null) =>
    call<S.Page<S.Asset>>("GET", `/assets?limit=50${cursor ? `&cursor=${q(cursor)}` : ""}`),
  asset: (id: string) => call<S.Asset>("GET", `/assets/${q(id)}`),
  retryAsset: (id: string, rendition?: string) =>
    call<S.Asset>("POST", `/assets/${q(id)}/retry`, rendition ? { rendition } : {}),
  deleteAsset: (id: string) =>
    call<void>("DELETE", `/assets/${q(id)}`, undefined, { keepalive: true }),
  choosePoster: (id: string, candidate: number) =>
    call<S.Asset>("PUT", `/assets/${q(id)}/poster`, { candidate }),
  addCaptions: (id: string, file: string, type: string, language: string, label: string) =>
    call<unknown>(
      "POST",
      `/assets/${q(id)}/captions?language=${q(language)}&label=${q(label)}&kind=subtitles`,
      file,
      { headers: { "Content-Type": type } },
    ),
  startPlayback: (what: { title_id: string } | { asset_id: string }) =>
    call<S.PlaybackSession>("POST", "/playback/sessions", what),
  savePosition: (id: string, position: number, sequence: number) =>
    call<S.Heartbeat>(
      "PUT",
      `/playback/sessions/${q(id)}/position`,
      { position_seconds: position, sequence },
      { keepalive: true },
    ),
  heartbeat: (id: string) => call<S.Heartbeat>("POST", `/playback/sessions/${q(id)}/heartbeat`, {}),
};
export const assetEventsUrl = (id: string) => `/api/v1/assets/${q(id)}/events`;
