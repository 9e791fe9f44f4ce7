import { ApiProblem } from "./problem.ts";
import { cookieFetch } from "./transport.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One question to the service: JSON in, JSON out; a picture goes as it is. */
export async function ask<T>(method: Method, path: string, said?: unknown): Promise<T> {
  const isFile = said instanceof Blob;
  const response = await cookieFetch(
    new Request(new URL(`/api/v1${path}`, globalThis.location.origin), {
      method,
      credentials: "same-origin",
      ...(said === undefined ? {} : { body: isFile ? said : JSON.stringify(said) }),
      ...(said === undefined
        ? {}
        : { headers: { "Content-Type": isFile ? said.type : "application/json" } }),
    }),
  );
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : parse(text);
  if (response.ok) return answer as T;
  const problem = typeof answer === "object" && answer !== null ? answer : {};
  throw new ApiProblem(
    response.status,
    problem as Record<string, unknown>,
    response.headers.get("Retry-After"),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
