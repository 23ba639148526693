/* PATCH /api/tags/{id}/ */

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { Tag } from "@/lib/endpoints/tags";
import type { components } from "@/types/schema";

export type TagChange = components["schemas"]["PatchedTagRequest"];
type TagPage = components["schemas"]["PaginatedTagList"];

export function updateTag({ id, ...body }: TagChange & { id: number }): Promise<Tag> {
  return read(api.PATCH("/api/tags/{id}/", { params: { path: { id } }, body }));
}

/** Shown at once, and taken back where the server refuses. */
export function useUpdateTag() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateTag,
    meta: { touches: ["tags", "questions", "stats"] },
    onMutate: async ({ id, ...change }) => {
      await client.cancelQueries({ queryKey: ["tags"] });
      return changeShown(client, (tag) => (tag.id === id ? { ...tag, ...change } : tag));
    },
    onError: (_error, _change, takeBack) => takeBack?.(),
  });
}

function changeShown(client: QueryClient, change: (tag: Tag) => Tag): () => void {
  const before = client.getQueriesData({ queryKey: ["tags"] });
  client.setQueriesData<TagPage | Tag>({ queryKey: ["tags"] }, (found) =>
    found && "results" in found ? { ...found, results: found.results.map(change) } : found,
  );
  return () => before.forEach(([key, data]) => client.setQueryData(key, data));
}
