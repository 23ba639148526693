/* POST /api/accounts/password/: all other sessions end. */

import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api";
import type { components } from "@/types/schema";

export type PasswordChange = components["schemas"]["PasswordChangeRequest"];

export async function changePassword(body: PasswordChange): Promise<void> {
  await api.POST("/api/accounts/password/", { body });
}

export function useChangePassword() {
  return useMutation({ mutationFn: changePassword, meta: { touches: ["sessions"] } });
}
