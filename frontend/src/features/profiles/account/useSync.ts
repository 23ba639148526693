import { useState } from "react";

import { jobOf, useWatchedJob } from "@/lib/endpoints/job";
import { type Job, isLive } from "@/lib/endpoints/jobs";
import type { Profile, ProfileState } from "@/lib/endpoints/profiles";

import { type SyncRequest, useSyncProfile } from "../api/syncProfile";

export interface Sync {
  /** What is being read, or was just read; none where nobody asked. */
  job: Job | null;
  /** The call has not been answered yet. */
  isStarting: boolean;
  /** Why no job was made. */
  refusal: Error | null;
  start: (request?: SyncRequest) => void;
  /** What has ended is read, and goes out of sight. */
  close: () => void;
}

/** The sync of one account. `live`: its job that is at work, whoever asked for it; `isWorked`: a call works on it. */
export function useSync(profile: number, live: Job | null, isWorked: boolean): Sync {
  const call = useSyncProfile();
  const [shown, setShown] = useState<number | null>(null);
  const [closed, setClosed] = useState<number | null>(null);
  if (live && live.id !== shown && live.id !== closed) setShown(live.id);
  const watched = useWatchedJob(shown, isWorked);
  const answered = call.data ?? jobOf(call.error);
  return {
    job: shown === null ? null : (watched.data ?? [live, answered].find((job) => job?.id === shown) ?? null),
    isStarting: call.isPending,
    refusal: jobOf(call.error) ? null : call.error,
    start: (request = {}) => {
      setShown(null);
      call.mutate(
        { id: profile, ...request },
        {
          onSuccess: (job) => setShown(job.id),
          onError: (error) => setShown(jobOf(error)?.id ?? null),
        },
      );
    },
    close: () => {
      setClosed(shown);
      setShown(null);
      call.reset();
    },
  };
}

/** Whether it is being read, or is about to be. */
export function isBusy({ isStarting, job }: Sync): boolean {
  return isStarting || (job !== null && isLive(job));
}

/** How the account stands: its sync is watched more closely than the rest of it. */
export function stateOf(profile: Profile, sync: Sync): ProfileState {
  if (!isBusy(sync)) return profile.status.state;
  const until = sync.job?.not_before;
  return until && Date.parse(until) > Date.now() ? "waiting" : "syncing";
}
