/* POST /api/jobs/{id}/reprocess/ */

import { api, read } from "@/lib/api";

import { useJobMutation } from "./jobMutation";
import type { Job } from "./jobs";

/** The rows that a person has mended go into the journal. */
export function reprocessJob(id: number): Promise<Job> {
  return read(api.POST("/api/jobs/{id}/reprocess/", { params: { path: { id } } }));
}

export function useReprocessJob() {
  return useJobMutation(reprocessJob);
}
