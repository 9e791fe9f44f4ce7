import { useSyncExternalStore } from "react";

/** Films whose deletion can still be undone: hidden, and still on the server. */
let pending: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function change(next: ReadonlySet<string>): void {
  pending = next;
  for (const listener of listeners) listener();
}

export function hideForNow(id: string): void {
  change(new Set([...pending, id]));
}

export function showAgain(id: string): void {
  change(new Set([...pending].filter((other) => other !== id)));
}

export function usePendingDeletes(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => pending,
  );
}
