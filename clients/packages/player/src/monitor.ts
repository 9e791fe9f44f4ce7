export { Monitor, type MonitorProps } from "./react/Monitor.tsx";
export type { Stage, View } from "./shaka/stage.ts";
