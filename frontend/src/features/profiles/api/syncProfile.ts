/* POST /api/profiles/{id}/sync/ */

import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import { jobOf, rememberJob } from "@/lib/endpoints/job";
import type { Job } from "@/lib/endpoints/jobs";
import { changed } from "@/lib/query";
import type { components } from "@/types/schema";

export type SyncRequest = components["schemas"]["SyncRequestRequest"];

const KEY = ["profiles", "sync"];

/** What is new, everything with `full`, or a span. Answers with the job, after up to 20 seconds. */
export function syncProfile({ id, ...body }: SyncRequest & { id: number }): Promise<Job> {
  return read(api.POST("/api/profiles/{id}/sync/", { params: { path: { id } }, body }));
}

export function useSyncProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: KEY,
    mutationFn: syncProfile,
    onSuccess: (job) => rememberJob(client, job),
    onError: (error) => {
      const job = jobOf(error);
      if (job) rememberJob(client, job);
      changed(client, job ? "all" : ["profiles"]);
    },
  });
}

/** Whether one was asked for, on any account, and has no answer yet. */
export function useIsSyncAsked(): boolean {
  return useIsMutating({ mutationKey: KEY }) > 0;
}
