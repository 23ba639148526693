/*
 * One import from the click to its end: the call that does the work may take 20 seconds, so a second one tells
 * meanwhile how far it is; what takes longer goes on by itself and is watched.
 */

import { useState } from "react";

import { jobOf, useWatchedJob } from "./job";
import type { Job } from "./jobs";
import { useRunningJob } from "./runningJob";
import { type ImportStart, useStartImport } from "./startImport";

export interface ImportRun {
  /** The job as far as it is known; none in the first moment, and where the import was refused. */
  job: Job | null;
  asked: ImportStart | undefined;
  /** The call has not been answered yet. */
  isStarting: boolean;
  /** What went wrong with the call; where a job was made nevertheless, the job tells it too. */
  error: Error | null;
  /** Why no job was made. */
  refusal: Error | null;
  /** The account was being imported before we asked. */
  isJoined: boolean;
  start: (request: ImportStart) => Promise<Job | null>;
  reset: () => void;
}

const CLOCKS_DIFFER_MS = 5_000;

/** `found`: a job of this account's platform that runs since before the page; `isAsked`: another call works on it. */
export function useImportRun(found: Job | null = null, isAsked = false): ImportRun {
  const call = useStartImport();
  const [startedAt, setStartedAt] = useState(0);
  const adopted = useAdopted(found);
  const running = useRunningJob(call.isPending ? call.variables : null).data ?? null;
  const answered = call.data ?? jobOf(call.error);
  const known = call.isPending ? running : (answered ?? (call.isIdle ? adopted.job : null));
  const watched = useWatchedJob(call.isPending ? null : (known?.id ?? null), isAsked);
  return {
    job: call.isPending ? running : (watched.data ?? known),
    asked: call.variables,
    isStarting: call.isPending,
    error: call.error,
    refusal: answered ? null : call.error,
    isJoined: answered !== null && Date.parse(answered.created_at) < startedAt - CLOCKS_DIFFER_MS,
    start: (request) => {
      setStartedAt(Date.now());
      return call.mutateAsync(request).catch(jobOf);
    },
    reset: () => {
      adopted.drop();
      call.reset();
    },
  };
}

/** What was found running stays when it has ended, so that its end can be read. */
function useAdopted(found: Job | null) {
  const [job, setJob] = useState(found);
  const [dropped, setDropped] = useState<number | null>(null);
  if (found && found.id !== job?.id && found.id !== dropped) setJob(found);
  const drop = () => {
    setDropped(job?.id ?? null);
    setJob(null);
  };
  return { job, drop };
}
