/* GET /api/jobs/?state=running and ?state=queued: what is being read, by account. */

import { useQuery } from "@tanstack/react-query";

import { type Job, getJobs } from "@/lib/endpoints/jobs";

export type LiveJobs = Readonly<Record<number, Job>>;

const MOST = 100;

/** By the account's id; asked again every `every` milliseconds, never where that is false. */
export function useLiveJobs(every: number | false): LiveJobs {
  const query = useQuery({
    queryKey: ["jobs", "live"],
    queryFn: ({ signal }) => getLiveJobs(signal),
    enabled: every !== false,
    refetchInterval: every,
    staleTime: 0,
  });
  return (every !== false && query.data) || NONE;
}

const NONE: LiveJobs = {};

async function getLiveJobs(signal: AbortSignal): Promise<LiveJobs> {
  const pages = await Promise.all(
    (["queued", "running"] as const).map((state) => getJobs({ state, page_size: MOST }, signal)),
  );
  const jobs = pages.flatMap((page) => page.results).filter((job) => job.profile !== null);
  return Object.fromEntries(jobs.map((job) => [job.profile, job]));
}
