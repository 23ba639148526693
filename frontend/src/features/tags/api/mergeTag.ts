/* POST /api/tags/{id}/merge/: its questions go under another tag, and it goes. */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { Tag } from "@/lib/endpoints/tags";

export function mergeTag({ id, into }: { id: number; into: number }): Promise<Tag> {
  return read(api.POST("/api/tags/{id}/merge/", { params: { path: { id } }, body: { into } }));
}

export function useMergeTag() {
  return useMutation({ mutationFn: mergeTag, meta: { touches: ["tags", "questions", "stats"] } });
}
