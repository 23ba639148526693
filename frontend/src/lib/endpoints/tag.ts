/* GET /api/tags/{id}/ */

import { queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";

import type { Tag } from "./tags";

export function getTag(id: number, signal?: AbortSignal): Promise<Tag> {
  return read(api.GET("/api/tags/{id}/", { params: { path: { id } }, signal }));
}

export const tagQuery = (id: number) =>
  queryOptions({ queryKey: ["tags", id], queryFn: ({ signal }) => getTag(id, signal) });

/** Null asks for nothing. */
export function useTag(id: number | null) {
  return useQuery({ ...tagQuery(id ?? 0), enabled: id !== null });
}
