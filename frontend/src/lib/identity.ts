/* GET /api/accounts/identity/: who is signed in. Asking also sets the CSRF cookie. */

import { queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

export type Identity = components["schemas"]["Identity"];
export type User = components["schemas"]["SignedIn"];

export function getIdentity(signal?: AbortSignal): Promise<Identity> {
  return read(api.GET("/api/accounts/identity/", { signal }));
}

export const identityQuery = queryOptions({
  queryKey: ["identity"],
  queryFn: ({ signal }) => getIdentity(signal),
  staleTime: Infinity,
});

/** The person who is signed in; null for a visitor, and until we know. */
export function useUser(): User | null {
  return useQuery(identityQuery).data?.user ?? null;
}
