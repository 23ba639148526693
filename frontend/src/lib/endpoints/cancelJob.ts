/* DELETE /api/jobs/{id}/ */

import { api, read } from "@/lib/api";

import { useJobMutation } from "./jobMutation";
import type { Job } from "./jobs";

/** What waits is cancelled at once, what runs at its next page; what is committed stays. */
export function cancelJob(id: number): Promise<Job> {
  return read(api.DELETE("/api/jobs/{id}/", { params: { path: { id } } }));
}

export function useCancelJob() {
  return useJobMutation(cancelJob);
}
