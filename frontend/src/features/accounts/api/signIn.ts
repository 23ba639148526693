/* POST /api/accounts/login/ */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import { enter } from "@/lib/auth";
import type { Identity } from "@/lib/identity";
import type { components } from "@/types/schema";

export type Credentials = components["schemas"]["SignInRequest"];

export function signIn(body: Credentials): Promise<Identity> {
  return read(api.POST("/api/accounts/login/", { body }));
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    meta: { touches: [] },
    onSuccess: (identity) => enter(client, identity),
  });
}
