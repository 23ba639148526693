/* PATCH /api/profiles/{id}/ */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { Profile } from "@/lib/endpoints/profiles";
import type { components } from "@/types/schema";

export type ProfileChange = components["schemas"]["PatchedProfileChangeRequest"];

/** What is left out stays; a `credential` of null is taken away. */
export function changeProfile({ id, ...body }: ProfileChange & { id: number }): Promise<Profile> {
  return read(api.PATCH("/api/profiles/{id}/", { params: { path: { id } }, body }));
}

export function useChangeProfile() {
  return useMutation({ mutationFn: changeProfile, meta: { touches: ["profiles"] } });
}
