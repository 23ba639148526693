/* What the first page will ask for is asked for while its script is still on the way. */

import type { QueryClient } from "@tanstack/react-query";

import { statisticsQuery } from "@/features/today/api/statistics";
import { identityQuery } from "@/lib/identity";

export async function headStart(client: QueryClient, path: string): Promise<void> {
  await client.prefetchQuery(identityQuery);
  // A visitor is sent to sign in, and asking on their behalf would be refused.
  if (path === "/today" && client.getQueryData(identityQuery.queryKey)?.user) {
    await client.prefetchQuery(statisticsQuery);
  }
}
