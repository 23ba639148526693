/* GET /api/jobs/{id}/, watched: asked again while something happens to the job, and told to everyone when it ends. */

import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { ApiError } from "@/lib/errors";
import { changed } from "@/lib/query";

import { type Job, isBusy, jobQuery, pollOf } from "./jobs";

const POLL_MS = 1_000;

/**
 * A job as it is now. `isAsked`: a call that works on it is under way, so it moves even where its last known state
 * was an end.
 */
export function useWatchedJob(id: number | null, isAsked = false) {
  const client = useQueryClient();
  const query = useQuery({
    ...jobQuery(id ?? 0),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isAsked ? POLL_MS : state.data ? pollOf(state.data) : false),
  });
  const busy = query.data ? isBusy(query.data) : false;
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !busy) changed(client, "all");
    wasBusy.current = busy;
  }, [client, busy]);
  return query;
}

/** An answer that brought the job itself: whoever shows it need not ask. */
export function rememberJob(client: QueryClient, job: Job): void {
  client.setQueryData(jobQuery(job.id).queryKey, job);
}

/** The job that an error is about; many failures come with one. */
export function jobOf(error: unknown): Job | null {
  const body = error instanceof ApiError ? error.body : null;
  if (typeof body !== "object" || body === null || !("job" in body)) return null;
  return (body.job ?? null) as Job | null;
}
