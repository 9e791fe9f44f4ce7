import { people } from "@streamverse/api";
import { queryOptions } from "@tanstack/react-query";

export const authOptionsQuery = queryOptions({
  queryKey: ["auth-options"],
  queryFn: people.options,
  staleTime: 300_000,
});

export const profilesQuery = queryOptions({
  queryKey: ["profiles"],
  queryFn: people.profiles,
});

export const avatarsQuery = queryOptions({
  queryKey: ["avatars"],
  queryFn: people.avatars,
  staleTime: Number.POSITIVE_INFINITY,
});

export const secondFactorsQuery = queryOptions({
  queryKey: ["second-factors"],
  queryFn: people.secondFactors,
});

export const socialQuery = queryOptions({ queryKey: ["social"], queryFn: people.social });

export const securityLogQuery = queryOptions({
  queryKey: ["security-log"],
  queryFn: people.securityLog,
});

export const devicesQuery = queryOptions({ queryKey: ["devices"], queryFn: people.devices });

export const preferencesQuery = queryOptions({
  queryKey: ["preferences"],
  queryFn: people.preferences,
});

const WORKS_ON_IT_MS = 3_000;

export const privacyQuery = queryOptions({
  queryKey: ["privacy"],
  queryFn: people.privacy,
  refetchInterval: ({ state }) => {
    const made = state.data?.export;
    return made && !made.ready_at && made.state !== "failed" ? WORKS_ON_IT_MS : false;
  },
});

export const apiTokensQuery = queryOptions({ queryKey: ["api-tokens"], queryFn: people.apiTokens });
