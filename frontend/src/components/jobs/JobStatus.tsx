import { Alert, Text } from "@mantine/core";
import { CircleAlert, Clock } from "lucide-react";

import { useDates } from "@/lib/dates";
import { type Job, isLive } from "@/lib/endpoints/jobs";
import { adviceOf, clockOf, progressOf, resultOf, sentence } from "@/lib/jobWords";
import { formatNumber } from "@/lib/numbers";

import { JobProgress } from "../JobProgress";
import { Counts } from "./Counts";
import classes from "./Jobs.module.css";
import { UndoResult } from "./UndoResult";

interface Props {
  job: Job;
  /** Somebody came here for it or asked for it here, and may think that they have to stay. */
  isWatched?: boolean;
}

/** Where an import stands: how far it is while it works, what it waits for, what it brought, why it stopped. */
export function JobStatus({ job, isWatched = false }: Props) {
  return (
    <div className={classes.status}>
      {isLive(job) ? <Going job={job} isWatched={isWatched} /> : <Ended job={job} />}
      {job.undo && <UndoResult undo={job.undo} />}
    </div>
  );
}

function Going({ job, isWatched }: Required<Props>) {
  if (job.state === "queued" && job.error)
    return <Waiting job={job} error={job.error} isWatched={isWatched} />;
  return <JobProgress job={measured(job)} label={progressOf(job)} />;
}

/** While the rows of a preview or a review are written, what has been read stands still: those that are in count. */
function measured(job: Job): Job {
  const { read, ...outcomes } = job.counts;
  const settled = Object.values(outcomes).reduce((sum, number) => sum + number, 0);
  return settled < read ? { ...job, total: read, counts: { ...job.counts, read: settled } } : job;
}

interface WaitingProps extends Required<Props> {
  error: NonNullable<Job["error"]>;
}

/** A quiet line: nothing is wrong, nothing moves, and of several accounts each may have one. */
function Waiting({ job, error, isWatched }: WaitingProps) {
  const dates = useDates();
  const when = error.retry_at ? ` at ${clockOf(error.retry_at, dates)}` : "";
  return (
    <Text size="sm" c="dimmed" className={classes.waiting} role="status">
      <Clock size={16} aria-hidden />
      <span>
        {[sentence(error.detail), soFar(job), `It goes on by itself${when}.`].filter(Boolean).join(" ")}
        {isWatched && " You can leave this page."}
      </span>
    </Text>
  );
}

function soFar({ counts, total }: Job): string {
  if (!counts.read) return "";
  const of = total ? ` of ${formatNumber(total)}` : "";
  return `${formatNumber(counts.read)}${of} read so far.`;
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
