/* PATCH /api/accounts/me/ */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import { type Identity, identityQuery } from "@/lib/identity";
import type { components } from "@/types/schema";

export type ProfileChange = components["schemas"]["PatchedProfileRequest"];

export function updateProfile(body: ProfileChange) {
  return read(api.PATCH("/api/accounts/me/", { body }));
}

/** Days are counted in the person's zone, so everything is asked for again. */
export function useUpdateProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateProfile,
    onSuccess: (person) =>
      client.setQueryData<Identity>(identityQuery.queryKey, (now) =>
        now?.user ? { ...now, user: { ...now.user, ...person } } : now,
      ),
  });
}
