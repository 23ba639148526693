import { Alert, Text } from "@mantine/core";
import { CircleAlert, Clock } from "lucide-react";

import { useDates } from "@/lib/dates";
import { type Job, isLive } from "@/lib/endpoints/jobs";
import { adviceOf, clockOf, progressOf, resultOf, sentence } from "@/lib/jobWords";

import { JobProgress } from "../JobProgress";
import { Counts } from "./Counts";
import classes from "./Jobs.module.css";
import { UndoResult } from "./UndoResult";

/** Where an import stands: how far it is while it works, what it waits for, what it brought, why it stopped. */
export function JobStatus({ job }: { job: Job }) {
  return (
    <div className={classes.status}>
      {isLive(job) ? <Going job={job} /> : <Ended job={job} />}
      {job.undo && <UndoResult undo={job.undo} />}
    </div>
  );
}

function Going({ job }: { job: Job }) {
  return (
    <>
      <JobProgress job={measured(job)} label={progressOf(job)} />
      {job.error && <Waiting error={job.error} />}
    </>
  );
}

/** While the rows of a preview or a review are written, what has been read stands still: those that are in count. */
function measured(job: Job): Job {
  const { read, ...outcomes } = job.counts;
  const settled = Object.values(outcomes).reduce((sum, number) => sum + number, 0);
  return settled < read ? { ...job, total: read, counts: { ...job.counts, read: settled } } : job;
}

function Waiting({ error }: { error: NonNullable<Job["error"]> }) {
  const dates = useDates();
  return (
    <Alert color="yellow" variant="light" icon={<Clock size={16} aria-hidden />} role="status">
      {sentence(error.detail)}{" "}
      {error.retry_at
        ? `It goes on by itself at ${clockOf(error.retry_at, dates)}.`
        : "It goes on by itself."}{" "}
      You can leave this page.
    </Alert>
  );
}

function Ended({ job }: { job: Job }) {
  return (
    <>
      {job.state === "failed" && job.error && (
        <Alert color="red" variant="light" icon={<CircleAlert size={16} aria-hidden />} role="alert">
          {sentence(job.error.detail)} {adviceOf(job.error.code)}
        </Alert>
      )}
      <Text className={classes.result} role="status">
        {resultOf(job)}
      </Text>
      <Counts counts={job.counts} />
    </>
  );
}
