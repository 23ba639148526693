/* POST /api/accounts/logout/ */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { leave } from "@/lib/auth";
import { notifyFailed } from "@/lib/notify";

export async function signOut(): Promise<void> {
  await api.POST("/api/accounts/logout/");
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signOut,
    meta: { touches: [] },
    onSuccess: () => leave(client),
    onError: (error) => notifyFailed(error, "You are still signed in"),
  });
}
