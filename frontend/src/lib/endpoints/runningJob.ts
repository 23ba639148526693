/* GET /api/jobs/?state=running&platform=…: the import that another call has begun and not answered yet. */

import { useQuery } from "@tanstack/react-query";

import { getJobs } from "./jobs";

const POLL_MS = 1_000;

interface Wanted {
  platform: string;
  username: string;
}

/** Asked each second as long as somebody waits for it. */
export function useRunningJob(wanted: Wanted | null) {
  return useQuery({
    queryKey: ["jobs", "running", wanted],
    queryFn: ({ signal }) => getJobs({ state: "running", platform: wanted?.platform }, signal),
    enabled: wanted !== null,
    refetchInterval: POLL_MS,
    staleTime: 0,
    gcTime: 0,
    select: (page) => page.results.find((job) => isSame(job.username, wanted?.username)),
  });
}

function isSame(one: string, other = ""): boolean {
  return one.toLowerCase() === other.trim().toLowerCase();
}
