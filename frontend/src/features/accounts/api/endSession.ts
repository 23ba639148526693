/* DELETE /api/accounts/sessions/{public_id}/ */

import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api";

export async function endSession(id: string): Promise<void> {
  await api.DELETE("/api/accounts/sessions/{public_id}/", { params: { path: { public_id: id } } });
}

export function useEndSession() {
  return useMutation({ mutationFn: endSession, meta: { touches: ["sessions"] } });
}
