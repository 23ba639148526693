import { useMutation, useQueryClient } from "@tanstack/react-query";

import { ApiError } from "@/lib/errors";
import { changed } from "@/lib/query";

import { jobOf, rememberJob } from "./job";
import type { Job } from "./jobs";

/** A call that changes a job and answers with it. Where it is refused, the job is not what we thought: ask again. */
export function useJobMutation(mutationFn: (id: number) => Promise<Job>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (job) => rememberJob(client, job),
    onError: (error) => {
      const job = jobOf(error);
      if (job) rememberJob(client, job);
      if (error instanceof ApiError) changed(client, "all");
    },
  });
}

export type JobMutation = ReturnType<typeof useJobMutation>;
