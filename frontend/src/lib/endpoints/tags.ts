/* GET /api/tags/ */

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components, operations } from "@/types/schema";

export type Tag = components["schemas"]["Tag"];
export type TagsParams = NonNullable<operations["tags_list"]["parameters"]["query"]>;

export function getTags(params: TagsParams, signal?: AbortSignal) {
  return read(api.GET("/api/tags/", { params: { query: params }, signal }));
}

export const tagsQuery = (params: TagsParams = {}) =>
  queryOptions({
    queryKey: ["tags", params],
    queryFn: ({ signal }) => getTags(params, signal),
    placeholderData: keepPreviousData,
  });

export function useTags(params: TagsParams = {}) {
  return useQuery(tagsQuery(params));
}
