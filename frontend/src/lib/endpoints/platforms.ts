/* GET /api/platforms/: what can be imported from, what each needs, and how far back it reaches. */

import { queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

export type Platform = components["schemas"]["Platform"];

export function getPlatforms(signal?: AbortSignal): Promise<Platform[]> {
  return read(api.GET("/api/platforms/", { signal }));
}

export const platformsQuery = queryOptions({
  queryKey: ["platforms"],
  queryFn: ({ signal }) => getPlatforms(signal),
  staleTime: Infinity,
});

export function usePlatforms() {
  return useQuery(platformsQuery);
}
