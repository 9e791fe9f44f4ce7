import { ApiProblem } from "./problem.ts";
import { cookieFetch } from "./transport.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

export interface Asking {
  readonly query?: Query;
  /** JSON, or a form with files. */
  readonly body?: unknown;
  /** Only if it is still this version (`If-Match`). */
  readonly version?: string | null | undefined;
  /** The same key, the same effect: for what makes something. */
  readonly key?: string;
  /** Survives the end of the page. */
  readonly keepalive?: boolean;
  readonly signal?: AbortSignal;
}

export interface Answered<T> {
  readonly body: T;
  /** The ETag, for the next `If-Match`. */
  readonly version: string | null;
}

/** One question to the service, with its version: for what several people change at once. */
export async function askFor<T>(
  method: Method,
  path: string,
  asking: Asking = {},
): Promise<Answered<T>> {
  const { body, query = {}, version, key, keepalive = false, signal } = asking;
  const address = new URL(path, globalThis.location?.origin ?? "http://localhost");
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const each of Array.isArray(value) ? value : [value]) {
      address.searchParams.append(name, String(each));
    }
  }
  const isForm = body instanceof FormData;
  const response = await cookieFetch(
    new Request(address, {
      method,
      keepalive,
      ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      headers: {
        ...(body === undefined || isForm ? {} : { "Content-Type": "application/json" }),
        ...(version ? { "If-Match": version } : {}),
        ...(key ? { "Idempotency-Key": key } : {}),
      },
    }),
  );
  const said = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiProblem(response.status, said ?? {}, response.headers.get("Retry-After"));
  }
  return { body: said as T, version: response.headers.get("ETag") };
}

/** The same where the version does not matter. */
export async function ask<T>(method: Method, path: string, asking: Asking = {}): Promise<T> {
  return (await askFor<T>(method, path, asking)).body;
}

/** A key for one wish, however often it is sent. */
export function wishKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
