/* GET /api/logs/: all attempts. */

import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { api, read } from "@/lib/api";
import type { components, operations } from "@/types/schema";

export type Log = components["schemas"]["Log"];
export type LogPage = components["schemas"]["PaginatedLogList"];
export type LogsParams = NonNullable<operations["logs_list"]["parameters"]["query"]>;

export function getLogs(params: LogsParams, signal?: AbortSignal): Promise<LogPage> {
  return read(api.GET("/api/logs/", { params: { query: params }, signal }));
}

export const logsQuery = (params: LogsParams) =>
  queryOptions({
    queryKey: ["logs", "all", params],
    queryFn: ({ signal }) => getLogs(params, signal),
    placeholderData: keepPreviousData,
  });

/** One page; the next one is fetched while this one is read. */
export function useLogs(params: LogsParams) {
  const client = useQueryClient();
  const query = useQuery(logsQuery(params));
  const hasNext = Boolean(query.data?.next) && !query.isPlaceholderData;
  const next = JSON.stringify(hasNext ? { ...params, page: (params.page ?? 1) + 1 } : null);
  useEffect(() => {
    const following = JSON.parse(next) as LogsParams | null;
    if (following) void client.prefetchQuery(logsQuery(following));
  }, [client, next]);
  return query;
}
