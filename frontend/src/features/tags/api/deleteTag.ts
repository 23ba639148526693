/* DELETE /api/tags/{id}/: its questions stay. */

import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api";

export async function deleteTag(id: number): Promise<void> {
  await api.DELETE("/api/tags/{id}/", { params: { path: { id } } });
}

export function useDeleteTag() {
  return useMutation({ mutationFn: deleteTag, meta: { touches: ["tags", "questions", "stats"] } });
}
