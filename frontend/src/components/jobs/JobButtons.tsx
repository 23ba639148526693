import { Button } from "@mantine/core";
import { Undo2 } from "lucide-react";
import { Link } from "react-router";

import type { JobActions } from "@/lib/endpoints/jobActions";
import { type Job, isLive } from "@/lib/endpoints/jobs";
import { broughtBy, canUndo, isOnlyLook } from "@/lib/jobWords";
import { count } from "@/lib/numbers";

interface Props {
  job: Job;
  actions: JobActions;
  /** Rows that a person has mended and that wait to be imported. */
  mended?: number;
}

/** What may be done with a job in the state it is in. */
export function JobButtons({ job, actions, mended = 0 }: Props) {
  return (
    <>
      {isLive(job) && <Cancel job={job} actions={actions} />}
      {job.state === "previewed" && <Decide job={job} actions={actions} />}
      {job.state === "needs_review" && <Review job={job} actions={actions} mended={mended} />}
      {hasBrought(job) && (
        <Button component={Link} to={broughtBy(job)} variant="default">
          {job.record_type === "activity" ? "See the practice time" : "See the attempts"}
        </Button>
      )}
      {canUndo(job) && (
        <Button
          variant="default"
          leftSection={<Undo2 size={15} aria-hidden />}
          loading={actions.pending === "undo"}
          onClick={() => actions.run("undo", job.id)}
        >
          Undo import
        </Button>
      )}
    </>
  );
}

interface Part {
  job: Job;
  actions: JobActions;
}

function Cancel({ job, actions }: Part) {
  const isStopping = job.cancel_requested || actions.pending === "cancel";
  return (
    <Button variant="default" disabled={isStopping} onClick={() => actions.run("cancel", job.id)}>
      {isStopping ? "Stopping…" : "Cancel"}
    </Button>
  );
}

function Decide({ job, actions }: Part) {
  const hasRows = job.counts.new + job.counts.updated > 0;
  return (
    <>
      {hasRows && (
        <Button loading={actions.pending === "commit"} onClick={() => actions.run("commit", job.id)}>
          Import these
        </Button>
      )}
      <Button
        variant="default"
        loading={actions.pending === "cancel"}
        disabled={actions.pending === "commit"}
        onClick={() => actions.run("cancel", job.id)}
      >
        Discard
      </Button>
    </>
  );
}

function Review({ job, actions, mended }: Part & { mended: number }) {
  return (
    <>
      {mended > 0 && (
        <Button loading={actions.pending === "reprocess"} onClick={() => actions.run("reprocess", job.id)}>
          Import {count(mended, "mended row")}
        </Button>
      )}
      {job.open_issues > 0 && (
        <Button component={Link} to={`/issues?job=${job.id}`} variant={mended > 0 ? "default" : "filled"}>
          Look at {count(job.open_issues, "row")}
        </Button>
      )}
    </>
  );
}

function hasBrought(job: Job): boolean {
  return !isLive(job) && !isOnlyLook(job) && job.undo === null && job.counts.new + job.counts.updated > 0;
}
