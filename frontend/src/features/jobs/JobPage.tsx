import { Button } from "@mantine/core";
import { SearchX } from "lucide-react";
import { Link, useParams } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { JobStateBadge } from "@/components/JobStateBadge";
import { JobButtons } from "@/components/jobs/JobButtons";
import { JobStatus } from "@/components/jobs/JobStatus";
import { Refusal } from "@/components/jobs/Refusal";
import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { useDates } from "@/lib/dates";
import { jobOf, useWatchedJob } from "@/lib/endpoints/job";
import { type JobActions, useJobActions } from "@/lib/endpoints/jobActions";
import type { Job } from "@/lib/endpoints/jobs";
import { useMended } from "@/lib/endpoints/mended";
import { isStatus } from "@/lib/errors";
import { nameOf } from "@/lib/jobWords";

import classes from "./Jobs.module.css";
import { JobRows } from "./JobRows";
import { LeaveOut } from "./LeaveOut";
import { usePlatformNames } from "./platformNames";
import { RunAgain } from "./RunAgain";
import { SyncMark } from "./SyncMark";
import { Timeline } from "./Timeline";

const BACK = { to: "/jobs", label: "Import history" };

export default function JobPage() {
  const id = readId(useParams().id);
  const actions = useJobActions();
  const job = useWatchedJob(id, actions.isWorking);
  if (id === null || isStatus(job.error, 404)) return <Unknown />;
  return <Loaded query={job}>{(found) => <Detail key={found.id} job={found} actions={actions} />}</Loaded>;
}

function readId(text = ""): number | null {
  return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
}

function Detail({ job, actions }: { job: Job; actions: JobActions }) {
  const platformName = usePlatformNames();
  const dates = useDates();
  const mended = useMended([job])[job.id] ?? 0;
  const { error } = actions;
  return (
    <>
      <PageHeader
        back={BACK}
        title={nameOf(job, platformName(job))}
        aside={
          <>
            {job.sync && <SyncMark />}
            <JobStateBadge state={job.state} />
          </>
        }
        description={`${job.sync ? "Sync" : "Import"} ${job.id}, ${dates.dateTime(job.created_at)}`}
      />
      <div className={classes.detail}>
        <section className={classes.main} aria-label="Result">
          <JobStatus job={job} isWatched />
          {error && !jobOf(error) && <Refusal key={error.message} error={error} />}
          <div className={classes.actions}>
            <JobButtons job={job} actions={actions} mended={mended} />
            <RunAgain job={job} />
            <LeaveOut job={job} />
          </div>
        </section>
        <Timeline job={job} />
      </div>
      <JobRows job={job} />
    </>
  );
}

function Unknown() {
  return (
    <>
      <PageHeader back={BACK} title="Import" />
      <EmptyState
        icon={SearchX}
        title="There is no such import"
        action={
          <Button component={Link} to="/jobs">
            See all imports
          </Button>
        }
      >
        The address may be mistyped, or the import belongs to somebody else.
      </EmptyState>
    </>
  );
}
