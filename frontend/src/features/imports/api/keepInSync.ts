/* POST /api/profiles/: the account of an import becomes one that is kept in sync. */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { Profile } from "@/lib/endpoints/profiles";

export interface Account {
  platform: string;
  username: string;
}

export function keepInSync(body: Account): Promise<Profile> {
  return read(api.POST("/api/profiles/", { body }));
}

export function useKeepInSync() {
  return useMutation({ mutationFn: keepInSync, meta: { touches: ["profiles"] } });
}
