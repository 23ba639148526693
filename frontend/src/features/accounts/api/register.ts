/* POST /api/accounts/register/, and in with the new account at once. */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { enter } from "@/lib/auth";
import type { Identity } from "@/lib/identity";
import type { components } from "@/types/schema";

import { signIn } from "./signIn";

export type Registration = components["schemas"]["RegisterRequest"];

export async function register(body: Registration): Promise<Identity> {
  await api.POST("/api/accounts/register/", { body });
  return signIn({ username: body.username, password: body.password });
}

export function useRegister() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: register,
    meta: { touches: [] },
    onSuccess: (identity) => enter(client, identity),
  });
}
