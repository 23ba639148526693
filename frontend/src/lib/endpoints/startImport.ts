/* POST /api/import/{platform}/ */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import { changed } from "@/lib/query";
import type { components } from "@/types/schema";

import { jobOf, rememberJob } from "./job";
import type { Job } from "./jobs";

export type ImportRequest = components["schemas"]["ImportRequestRequest"];
export type ImportStart = ImportRequest & { platform: string };

/** Answers with the job, after up to 20 seconds where the server does the work at once. */
export function startImport({ platform, ...body }: ImportStart): Promise<Job> {
  return read(api.POST("/api/import/{platform}/", { params: { path: { platform } }, body }));
}

export function useStartImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: startImport,
    onSuccess: (job) => rememberJob(client, job),
    onError: (error) => {
      const job = jobOf(error);
      if (!job) return;
      rememberJob(client, job);
      changed(client, "all");
    },
  });
}
