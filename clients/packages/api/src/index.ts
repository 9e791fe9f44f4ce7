export * from "./api.ts";
export { ApiProblem } from "./problem.ts";
export type * from "./shapes.ts";
export { cookieFetch, csrfHeader, csrfToken, refreshSession } from "./transport.ts";
