import { bulk, type Run } from "@streamverse/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

export const runQuery = (id: string) =>
  queryOptions({ queryKey: ["studio", "run", id], queryFn: () => bulk.run(id), staleTime: 0 });

export const importsQuery = queryOptions({
  queryKey: ["studio", "runs", "import"],
  queryFn: async () => (await bulk.runs({ kind: "import", limit: 8 })).items,
  staleTime: 0,
});

export const linesQuery = (run: Run, outcome: string) =>
  infiniteQueryOptions({
    // What is shown changes when the run is over.
    queryKey: ["studio", "run", run.id, "lines", outcome, run.state],
    queryFn: ({ pageParam }) => bulk.lines(run.id, outcome, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export function isMoving({ state }: Run): boolean {
  return state === "queued" || state === "running" || state === "undoing";
}
