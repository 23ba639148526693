/* POST /api/jobs/{id}/undo/ */

import { api, read } from "@/lib/api";

import { useJobMutation } from "./jobMutation";
import type { Job } from "./jobs";

/** What the import did is taken back, but for what was edited since. */
export function undoJob(id: number): Promise<Job> {
  return read(api.POST("/api/jobs/{id}/undo/", { params: { path: { id } } }));
}

export function useUndoJob() {
  return useJobMutation(undoJob);
}
