/* All that one may ask of a job, as one thing: one call at a time, and the last refusal in words. */

import { useCancelJob } from "./cancelJob";
import { useCommitJob } from "./commitJob";
import type { JobMutation } from "./jobMutation";
import { useReprocessJob } from "./reprocessJob";
import { useUndoJob } from "./undoJob";

export type JobAction = "commit" | "reprocess" | "undo" | "cancel";

export interface JobActions {
  run: (action: JobAction, id: number) => void;
  /** Which call is under way. */
  pending: JobAction | null;
  /** Why the last one was refused. */
  error: Error | null;
  /** A call that works on the rows is under way, so the job moves. */
  isWorking: boolean;
}

export function useJobActions(): JobActions {
  const calls: Record<JobAction, JobMutation> = {
    commit: useCommitJob(),
    reprocess: useReprocessJob(),
    undo: useUndoJob(),
    cancel: useCancelJob(),
  };
  const pending = ACTIONS.find((action) => calls[action].isPending) ?? null;
  const failed = ACTIONS.find((action) => calls[action].isError);
  return {
    run: (action, id) => {
      ACTIONS.filter((other) => other !== action && !calls[other].isPending).forEach((other) =>
        calls[other].reset(),
      );
      calls[action].mutate(id);
    },
    pending,
    error: failed ? calls[failed].error : null,
    isWorking: ["commit", "reprocess", "undo"].some((action) => calls[action as JobAction].isPending),
  };
}

// A call to cancel may overtake the one that works.
const ACTIONS: readonly JobAction[] = ["cancel", "commit", "reprocess", "undo"];
