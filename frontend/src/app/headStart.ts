/*
 * What the first page will ask for is asked for while its script is still on the way: Django names the same calls in
 * the page's head. With the answers there, the page is drawn once and whole instead of in steps.
 */

import type { QueryClient } from "@tanstack/react-query";

import { statisticsQuery } from "@/lib/endpoints/statistics";
import { identityQuery } from "@/lib/identity";

/** A slow answer is not waited for: the frame of the page is worth seeing meanwhile. */
const MOMENT_MS = 150;

export async function headStart(client: QueryClient, path: string): Promise<void> {
  await Promise.race([ask(client, path), new Promise((resolve) => setTimeout(resolve, MOMENT_MS))]);
}

async function ask(client: QueryClient, path: string): Promise<void> {
  await client.prefetchQuery(identityQuery);
  // A visitor is sent to sign in, and asking on their behalf would be refused.
  if (path === "/today" && client.getQueryData(identityQuery.queryKey)?.user) {
    await client.prefetchQuery(statisticsQuery);
  }
}
