/* POST /api/profiles/{id}/refresh/ */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { Profile } from "@/lib/endpoints/profiles";
import { changed } from "@/lib/query";

/** Fetches the account's numbers; where that fails, those there are stay. */
export function refreshProfile(id: number): Promise<Profile> {
  return read(api.POST("/api/profiles/{id}/refresh/", { params: { path: { id } } }));
}

export function useRefreshProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: refreshProfile,
    meta: { touches: ["profiles"] },
    // A failure is noted with the account.
    onError: () => changed(client, ["profiles"]),
  });
}
