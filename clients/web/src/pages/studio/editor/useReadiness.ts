import { studio } from "@streamverse/api";
import { useQuery } from "@tanstack/react-query";

/** What is there and what is missing, as the service judges it. */
export function useReadiness(id: string) {
  return useQuery({
    queryKey: ["studio", "readiness", id],
    queryFn: () => studio.readiness(id),
    staleTime: 0,
    retry: false,
  });
}
