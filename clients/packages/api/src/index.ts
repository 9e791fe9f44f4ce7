export * from "./api.ts";
export { type Answered, ask, askFor, type Query, wishKey } from "./ask.ts";
export type * from "./browse.shapes.ts";
export { browse } from "./browse.ts";
export * from "./bulk.ts";
export type * from "./channels.shapes.ts";
export { channels } from "./channels.ts";
export type * from "./curation.shapes.ts";
export { type Term, type TermKind, terms } from "./curation.terms.ts";
export { curation } from "./curation.ts";
export type * from "./desk.shapes.ts";
export { desk } from "./desk.ts";
export * from "./mail.ts";
export type * from "./people.shapes.ts";
export { exportFile, mailedExport, type Newcomer, people, socialStart } from "./people.ts";
export { ApiProblem } from "./problem.ts";
export type * from "./shapes.ts";
export { shelf } from "./shelf.ts";
export * from "./studio.shapes.ts";
export * from "./studio.ts";
export {
  cookieFetch,
  csrfHeader,
  csrfToken,
  onStepUp,
  type Prove,
  refreshSession,
} from "./transport.ts";
