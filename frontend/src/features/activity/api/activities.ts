/* GET /api/activities/: practice time that belongs to no question. */

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components, operations } from "@/types/schema";

export type Practice = components["schemas"]["Activity"];
export type PracticePage = components["schemas"]["PaginatedActivityList"];
export type ActivitiesParams = NonNullable<operations["activities_list"]["parameters"]["query"]>;

export function getActivities(params: ActivitiesParams, signal?: AbortSignal): Promise<PracticePage> {
  return read(api.GET("/api/activities/", { params: { query: params }, signal }));
}

export const activitiesQuery = (params: ActivitiesParams) =>
  queryOptions({
    queryKey: ["activities", params],
    queryFn: ({ signal }) => getActivities(params, signal),
    placeholderData: keepPreviousData,
  });

export function useActivities(params: ActivitiesParams) {
  return useQuery(activitiesQuery(params));
}
