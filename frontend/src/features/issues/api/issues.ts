/* GET /api/issues/ */

import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components, operations } from "@/types/schema";

export type Issue = components["schemas"]["Issue"];
export type IssuePage = components["schemas"]["PaginatedIssueList"];
export type IssuesParams = NonNullable<operations["issues_list"]["parameters"]["query"]>;

export function getIssues(params: IssuesParams, signal?: AbortSignal): Promise<IssuePage> {
  return read(api.GET("/api/issues/", { params: { query: params }, signal }));
}

export function useIssues(params: IssuesParams) {
  return useQuery({
    queryKey: ["issues", params],
    queryFn: ({ signal }) => getIssues(params, signal),
    placeholderData: keepPreviousData,
  });
}
