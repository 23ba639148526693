/*
 * The cache of what the server said. After any change everything on the page is asked for again, here and in the
 * other tabs; a mutation that touches little says so: `meta: { touches: ["tags"] }`, the first words of query keys.
 */

import { MutationCache, QueryClient, type QueryKey } from "@tanstack/react-query";

import { ApiError, ServerAway, hasCode } from "@/lib/errors";
import { tellTabs } from "@/lib/tabs";

export type Touches = readonly string[] | "all";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: { touches?: Touches };
  }
}

const FRESH_MS = 30_000;

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    mutationCache: new MutationCache({
      onSuccess: (_data, _variables, _result, mutation) => changed(client, mutation.meta?.touches ?? "all"),
    }),
    defaultOptions: { queries: { staleTime: FRESH_MS, retry: shouldRetry } },
  });
  return client;
}

/** Something changed on the server: whoever shows it asks again, in every tab. Waits for none of them. */
export function changed(client: QueryClient, touches: Touches): void {
  refresh(client, touches);
  if (touches === "all" || touches.length) tellTabs({ kind: "changed", keys: touches });
}

export function refresh(client: QueryClient, touches: Touches): void {
  const isTouched = (key: QueryKey) => touches === "all" || touches.includes(String(key[0]));
  void client.invalidateQueries({ predicate: (query) => isTouched(query.queryKey) });
}

/** A server that is away is waited for (the connection decides how long); its refusals are final. */
function shouldRetry(failures: number, error: Error): boolean {
  if (error instanceof ServerAway || hasCode(error, "service_unavailable")) return true;
  return error instanceof ApiError && error.status >= 500 && failures < 2;
}
