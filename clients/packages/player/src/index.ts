export type { Film, Pulse } from "./react/film.ts";
export { Player, type PlayerProps } from "./react/Player.tsx";
export type { Service } from "./react/useReports.ts";
