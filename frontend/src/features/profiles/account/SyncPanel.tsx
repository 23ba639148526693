import { Anchor, CloseButton, Group } from "@mantine/core";
import { Link } from "react-router";

import { JobProgress } from "@/components/JobProgress";
import { JobButtons } from "@/components/jobs/JobButtons";
import { JobStatus } from "@/components/jobs/JobStatus";
import { Refusal } from "@/components/jobs/Refusal";
import { jobOf } from "@/lib/endpoints/job";
import type { JobActions } from "@/lib/endpoints/jobActions";
import { type Job, isBusy } from "@/lib/endpoints/jobs";

import classes from "./Account.module.css";
import type { Sync } from "./useSync";

interface Props {
  /** Whose it is: "bob on Codewars". */
  name: string;
  sync: Sync;
  actions: JobActions;
}

/** A sync that is under way or has just ended: how far it is, what it brought, what can be done with it. */
export function SyncPanel({ name, sync, actions }: Props) {
  const { job } = sync;
  return (
    <section className={classes.sync} aria-label={`Sync of ${name}`}>
      {job ? <Begun job={job} actions={actions} /> : <Starting />}
      {job && !sync.isStarting && !isBusy(job) && (
        <CloseButton
          className={classes.close}
          aria-label={`Close the sync of ${name}`}
          onClick={sync.close}
        />
      )}
    </section>
  );
}

/** In the first moment nobody knows the job. */
function Starting() {
  return <JobProgress job={NOTHING_YET} label="Asking the platform" />;
}

function Begun({ job, actions }: { job: Job; actions: JobActions }) {
  const { error } = actions;
  return (
    <>
      <JobStatus job={job} />
      {error && !jobOf(error) && <Refusal key={error.message} error={error} />}
      <Group gap="xs">
        <JobButtons job={job} actions={actions} />
        <Anchor component={Link} to={`/jobs/${job.id}`} size="sm">
          All about this sync
        </Anchor>
      </Group>
    </>
  );
}

const NOTHING_YET: Pick<Job, "counts" | "state" | "total" | "open_issues"> = {
  counts: { read: 0, new: 0, updated: 0, unchanged: 0, duplicate: 0, ignored: 0, invalid: 0 },
  state: "queued",
  total: null,
  open_issues: 0,
};
