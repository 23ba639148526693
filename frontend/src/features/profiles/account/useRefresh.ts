import type { Profile } from "@/lib/endpoints/profiles";
import { notifyDone } from "@/lib/notify";

import { useRefreshProfile } from "../api/refreshProfile";

export interface Refresh {
  start: () => void;
  isPending: boolean;
  error: Error | null;
}

/** Fetches the numbers of an account. */
export function useRefresh({ id, username }: Profile): Refresh {
  const call = useRefreshProfile();
  const start = () =>
    call.mutate(id, { onSuccess: () => notifyDone(`The numbers of ${username} are fresh`) });
  return { start, isPending: call.isPending, error: call.error };
}
