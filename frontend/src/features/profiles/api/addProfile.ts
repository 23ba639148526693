/* POST /api/profiles/ */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { Profile } from "@/lib/endpoints/profiles";
import type { components } from "@/types/schema";

export type NewProfile = components["schemas"]["ProfileRequestRequest"];

/** The platform is asked for the account: a name or a key that it refuses is an error at its field. */
export function addProfile(body: NewProfile): Promise<Profile> {
  return read(api.POST("/api/profiles/", { body }));
}

export function useAddProfile() {
  return useMutation({ mutationFn: addProfile, meta: { touches: ["profiles"] } });
}
