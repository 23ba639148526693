/* DELETE /api/logs/{id}/ */

import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api";

export async function deleteAttempt(id: number): Promise<void> {
  await api.DELETE("/api/logs/{id}/", { params: { path: { id } } });
}

export function useDeleteAttempt() {
  return useMutation({ mutationFn: deleteAttempt, meta: { touches: ["logs", "questions", "stats"] } });
}
