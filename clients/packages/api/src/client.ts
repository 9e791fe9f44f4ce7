import createClient from "openapi-fetch";
import { ApiProblem } from "./problem.ts";
import type { paths } from "./schema.d.ts";
import { cookieFetch } from "./transport.ts";

export const client = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  credentials: "same-origin",
  fetch: cookieFetch,
});
export type Client = typeof client;

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer; a refusal becomes an ApiProblem. */
export async function body<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  const problem = typeof error === "object" && error !== null ? error : {};
  throw new ApiProblem(
    response.status,
    problem as Record<string, unknown>,
    response.headers.get("Retry-After"),
  );
}
