/* GET /api/accounts/sessions/: where one is signed in. */

import { queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

export type Session = components["schemas"]["Session"];

export function getSessions(signal?: AbortSignal) {
  return read(api.GET("/api/accounts/sessions/", { signal }));
}

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => getSessions(signal),
});

export function useSessions() {
  return useQuery(sessionsQuery);
}
