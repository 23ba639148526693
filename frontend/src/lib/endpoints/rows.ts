/* GET /api/jobs/{id}/rows/: the rows that had an effect or wait for a person, in their order. */

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components, operations } from "@/types/schema";

export type Row = components["schemas"]["Row"];
export type RowsParams = NonNullable<operations["jobs_rows_list"]["parameters"]["query"]>;

export function getRows(job: number, params: RowsParams, signal?: AbortSignal) {
  return read(api.GET("/api/jobs/{id}/rows/", { params: { path: { id: job }, query: params }, signal }));
}

export const rowsQuery = (job: number, params: RowsParams = {}) =>
  queryOptions({
    queryKey: ["rows", job, params],
    queryFn: ({ signal }) => getRows(job, params, signal),
    placeholderData: keepPreviousData,
  });

export function useRows(job: number, params: RowsParams = {}) {
  return useQuery(rowsQuery(job, params));
}
