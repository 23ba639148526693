/* GET /api/jobs/ and /api/jobs/{id}/ */

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components, operations } from "@/types/schema";

export type Job = components["schemas"]["Job"];
export type JobState = Job["state"];
export type JobsParams = NonNullable<operations["jobs_list"]["parameters"]["query"]>;

const LIVE: readonly JobState[] = ["queued", "running"];
const POLL_MS = 1_000;
const WAITING_POLL_MS = 10_000;

export function isLive(job: Pick<Job, "state">): boolean {
  return LIVE.includes(job.state);
}

/** Whether something still happens to it: it runs, waits for its turn, or is being taken back. */
export function isBusy(job: Job): boolean {
  return isLive(job) || job.undo?.state === "running";
}

/** When to ask again; what waits for a time that is far off is asked less often. */
export function pollOf(job: Job): number | false {
  if (!isBusy(job)) return false;
  const waits = job.not_before !== null && Date.parse(job.not_before) > Date.now() + WAITING_POLL_MS;
  return waits ? WAITING_POLL_MS : POLL_MS;
}

export function getJobs(params: JobsParams, signal?: AbortSignal) {
  return read(api.GET("/api/jobs/", { params: { query: params }, signal }));
}

export function getJob(id: number, signal?: AbortSignal): Promise<Job> {
  return read(api.GET("/api/jobs/{id}/", { params: { path: { id } }, signal }));
}

/** Asked again each second while one of them is at work. */
export const jobsQuery = (params: JobsParams = {}) =>
  queryOptions({
    queryKey: ["jobs", params],
    queryFn: ({ signal }) => getJobs(params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.results.some(isLive) ? POLL_MS : false),
  });

export const jobQuery = (id: number) =>
  queryOptions({
    queryKey: ["jobs", id],
    queryFn: ({ signal }) => getJob(id, signal),
    refetchInterval: (query) => (query.state.data ? pollOf(query.state.data) : false),
  });

export function useJobs(params: JobsParams = {}) {
  return useQuery(jobsQuery(params));
}

export function useJob(id: number) {
  return useQuery(jobQuery(id));
}
