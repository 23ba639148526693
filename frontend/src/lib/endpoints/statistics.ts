/* GET /api/stats/: totals, streaks and the days of a year, counted in the person's time zone. */

import { queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

export type Statistics = components["schemas"]["Statistics"];
export type Day = components["schemas"]["Day"];

export function getStatistics(signal?: AbortSignal): Promise<Statistics> {
  return read(api.GET("/api/stats/", { signal }));
}

export const statisticsQuery = queryOptions({
  queryKey: ["stats"],
  queryFn: ({ signal }) => getStatistics(signal),
});

export function useStatistics() {
  return useQuery(statisticsQuery);
}
