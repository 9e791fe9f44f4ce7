export * from "./api.ts";
export type * from "./people.shapes.ts";
export { exportFile, mailedExport, people, socialStart } from "./people.ts";
export { ApiProblem } from "./problem.ts";
export type * from "./shapes.ts";
export {
  cookieFetch,
  csrfHeader,
  csrfToken,
  onStepUp,
  type Prove,
  refreshSession,
} from "./transport.ts";
