/* POST /api/profiles/{id}/disconnect/ */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

export type Disconnected = components["schemas"]["Disconnected"];

/** The permission is given back and forgotten; `revocation` says where the platform could not be told of it. */
export function disconnect(id: number): Promise<Disconnected> {
  return read(api.POST("/api/profiles/{id}/disconnect/", { params: { path: { id } } }));
}

export function useDisconnect() {
  return useMutation({ mutationFn: disconnect, meta: { touches: ["profiles"] } });
}
