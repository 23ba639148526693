/* GET /api/jobs/: the latest import of each platform, and the one that is at work. */

import { useQuery } from "@tanstack/react-query";

import { type Job, getJobs, isLive } from "@/lib/endpoints/jobs";

export interface Recent {
  last?: Job;
  /** The latest that found its account. */
  good?: Job;
  live?: Job;
}

const PARAMS = { kind: "platform", page_size: 100 } as const;

export function useRecentImports() {
  return useQuery({
    queryKey: ["jobs", "recent"],
    queryFn: ({ signal }) => getJobs(PARAMS, signal),
    select: (page) => byPlatform(page.results),
  });
}

/** `jobs` is newest first. */
function byPlatform(jobs: readonly Job[]): Record<string, Recent> {
  const found: Record<string, Recent> = {};
  for (const job of jobs) {
    const recent = (found[job.platform] ??= {});
    recent.last ??= job;
    if (job.state !== "failed") recent.good ??= job;
    if (isLive(job)) recent.live ??= job;
  }
  return found;
}
