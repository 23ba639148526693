/* PATCH /api/activities/{id}/ */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

import type { Practice, PracticePage } from "./activities";

export type PracticeChange = components["schemas"]["PatchedActivityRequest"];

/** Minutes that a person changes are no estimate any more. */
export function updateActivity({ id, ...body }: PracticeChange & { id: number }): Promise<Practice> {
  return read(api.PATCH("/api/activities/{id}/", { params: { path: { id } }, body }));
}

/** The answer is shown before the list has come anew. */
export function useUpdateActivity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateActivity,
    meta: { touches: ["activities", "stats"] },
    onSuccess: (saved) =>
      client.setQueriesData<PracticePage>(
        { queryKey: ["activities"] },
        (page) =>
          page && { ...page, results: page.results.map((one) => (one.id === saved.id ? saved : one)) },
      ),
  });
}
