/* POST /api/profiles/connect/finish/ */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { Profile } from "@/lib/endpoints/profiles";
import type { components } from "@/types/schema";

export type ConnectFinish = components["schemas"]["ConnectFinishRequest"];

/** What the platform sent along becomes a connection; each is good once. */
export function finishConnect(body: ConnectFinish): Promise<Profile> {
  return read(api.POST("/api/profiles/connect/finish/", { body }));
}

export function useFinishConnect() {
  return useMutation({ mutationFn: finishConnect, meta: { touches: ["profiles"] } });
}
