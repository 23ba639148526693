/* DELETE /api/activities/{id}/ */

import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api";

export async function deleteActivity(id: number): Promise<void> {
  await api.DELETE("/api/activities/{id}/", { params: { path: { id } } });
}

export function useDeleteActivity() {
  return useMutation({ mutationFn: deleteActivity, meta: { touches: ["activities", "stats"] } });
}
