export * from "./api.ts";
export type * from "./desk.shapes.ts";
export { desk } from "./desk.ts";
export * from "./mail.ts";
export type * from "./people.shapes.ts";
export { exportFile, mailedExport, type Newcomer, people, socialStart } from "./people.ts";
export { ApiProblem } from "./problem.ts";
export type * from "./shapes.ts";
export { shelf } from "./shelf.ts";
export {
  cookieFetch,
  csrfHeader,
  csrfToken,
  onStepUp,
  type Prove,
  refreshSession,
} from "./transport.ts";
