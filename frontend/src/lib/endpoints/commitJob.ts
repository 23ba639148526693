/* POST /api/jobs/{id}/commit/ */

import { api, read } from "@/lib/api";

import { useJobMutation } from "./jobMutation";
import type { Job } from "./jobs";

/** The rows of a preview go into the journal. */
export function commitJob(id: number): Promise<Job> {
  return read(api.POST("/api/jobs/{id}/commit/", { params: { path: { id } } }));
}

export function useCommitJob() {
  return useJobMutation(commitJob);
}
