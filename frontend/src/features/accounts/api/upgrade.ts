/* POST /api/accounts/upgrade/: a guest becomes somebody, and keeps everything. */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import { type Identity, identityQuery } from "@/lib/identity";
import type { components } from "@/types/schema";

export type Upgrade = components["schemas"]["UpgradeRequest"];

export function upgrade(body: Upgrade): Promise<Identity> {
  return read(api.POST("/api/accounts/upgrade/", { body }));
}

export function useUpgrade() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: upgrade,
    meta: { touches: ["identity", "sessions"] },
    onSuccess: (identity) => client.setQueryData(identityQuery.queryKey, identity),
  });
}
