/* DELETE /api/accounts/sessions/: all but this one. */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { leave } from "@/lib/auth";

import { signOut } from "./signOut";

export async function endOtherSessions(): Promise<void> {
  await api.DELETE("/api/accounts/sessions/");
}

export function useEndOtherSessions() {
  return useMutation({ mutationFn: endOtherSessions, meta: { touches: ["sessions"] } });
}

/** Here as well: the others first, for afterwards we may not any more. */
export function useSignOutEverywhere() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await endOtherSessions();
      await signOut();
    },
    meta: { touches: [] },
    onSuccess: () => leave(client),
  });
}
