/* POST /api/profiles/connect/ */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import { browser } from "@/lib/navigation";
import type { components } from "@/types/schema";

export type ConnectStart = components["schemas"]["ConnectRequestRequest"];

/** Where the platform asks the person to agree. */
export function startConnect(body: ConnectStart) {
  return read(api.POST("/api/profiles/connect/", { body }));
}

/** Leaves for the platform, which sends the person back to `/accounts/connect`. */
export function useConnect() {
  return useMutation({
    mutationFn: startConnect,
    meta: { touches: [] },
    onSuccess: ({ url }) => browser.goTo(url),
  });
}
