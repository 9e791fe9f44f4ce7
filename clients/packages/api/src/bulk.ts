import { ask, type Query, wishKey } from "./ask.ts";

const V1 = "/api/v1";
/** Enough of a table to look at its columns; a phone need not send all of it twice. */
const HEAD_BYTES = 512 * 1024;

export type RunState =
  | "queued"
  | "running"
  | "done"
  | "failed"
  | "cancelled"
  | "undoing"
  | "undone";
export type RunOutcome =
  | "created"
  | "changed"
  | "unchanged"
  | "skipped"
  | "failed"
  | "undone"
  | "conflict";

/** One import, export or batch edit. */
export interface Run {
  readonly id: string;
  readonly kind: "import" | "export" | "batch";
  readonly state: RunState;
  readonly is_dry_run: boolean;
  readonly file_name: string;
  readonly total: number | null;
  readonly done: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly undone: number;
  readonly conflicts: number;
  readonly problem: string;
  readonly eta_seconds: number | null;
  readonly is_undoable: boolean;
  readonly created_at: string;
  readonly finished_at: string | null;
}

export interface RunProblem {
  readonly column: string;
  readonly message: string;
}

export interface RunLine {
  readonly number: number;
  readonly outcome: RunOutcome;
  readonly name: string;
  readonly title_id: string | null;
  readonly slug: string | null;
  readonly problems: readonly RunProblem[];
}

export interface TableOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
}

export interface ImportOptions extends TableOptions {
  readonly mapping: Readonly<Record<string, string>>;
  readonly is_dry_run: boolean;
  readonly on_missing: "create" | "skip";
  readonly on_existing: "update" | "skip";
  readonly is_clearing: boolean;
}

/** What a table looks like before anything is done with it. */
export interface Inspection {
  readonly format: "csv" | "json" | "jsonl";
  readonly encoding: string;
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly sample: readonly Readonly<Record<string, unknown>>[];
  readonly fields: readonly { readonly name: string; readonly is_list: boolean }[];
  readonly encodings: readonly string[];
}

export interface BatchChange {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly add?: Readonly<Record<string, readonly unknown[]>>;
  readonly remove?: Readonly<Record<string, readonly unknown[]>>;
}

export interface BatchPreview {
  readonly count: number;
  readonly sample: readonly {
    readonly title_id: string;
    readonly name: string;
    readonly changes: readonly {
      readonly field: string;
      readonly before: unknown;
      readonly after: unknown;
    }[];
    readonly problems: readonly RunProblem[];
  }[];
}

interface Paged<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

const run = (id: string, rest = "") => `${V1}/runs/${encodeURIComponent(id)}${rest}`;

function form(file: Blob, name: string, options: object): FormData {
  const data = new FormData();
  data.append("file", file, name);
  data.append("options", JSON.stringify(options));
  return data;
}

/** Imports, exports and batch edits. */
export const bulk = {
  inspect: (file: File, options: TableOptions) =>
    ask<Inspection>("POST", `${V1}/imports/inspect`, {
      body: form(file.slice(0, HEAD_BYTES), file.name, options),
    }),
  import: (file: File, options: ImportOptions, key: string) =>
    ask<Run>("POST", `${V1}/imports`, { body: form(file, file.name, options), key }),
  carryOut: (dryRun: string) => ask<Run>("POST", run(dryRun, "/import"), { body: {}, key: dryRun }),
  export: (format: "csv" | "json", filter: object) =>
    ask<Run>("POST", `${V1}/exports`, { body: { format, filter }, key: wishKey() }),
  runs: (query: Query) => ask<Paged<Run>>("GET", `${V1}/runs`, { query }),
  run: (id: string) => ask<Run>("GET", run(id)),
  lines: (id: string, outcome: string, cursor: string | null) =>
    ask<Paged<RunLine>>("GET", run(id, "/lines"), { query: { outcome, cursor, limit: 100 } }),
  cancel: (id: string) => ask<Run>("POST", run(id, "/cancel"), { body: {} }),
  undo: (id: string) => ask<Run>("POST", run(id, "/undo"), { body: {} }),
  preview: (ids: readonly string[], change: BatchChange) =>
    ask<BatchPreview>("POST", `${V1}/batch/preview`, { body: { ids, change } }),
  edit: (ids: readonly string[], change: BatchChange, key: string) =>
    ask<Run>("POST", `${V1}/batch`, { body: { ids, change }, key }),
  eventsUrl: (id: string) => run(id, "/events"),
  reportUrl: (id: string) => run(id, "/report.csv"),
  fileUrl: (id: string) => run(id, "/file"),
};
