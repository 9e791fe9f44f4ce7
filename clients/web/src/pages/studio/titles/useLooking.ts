import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { fromAddress, type Looking, toAddress } from "./address.ts";

/** What is looked at, from the address, and a way to look at something else. */
export function useLooking(): [Looking, (change: Partial<Looking>) => void] {
  const navigate = useNavigate();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const looking = useMemo(() => fromAddress(search), [search]);
  const look = (change: Partial<Looking>) => {
    const next = toAddress({ ...looking, ...change });
    void navigate({ to: "/studio", search: next as never, replace: true });
  };
  return [looking, look];
}
