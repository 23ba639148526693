import { Anchor, Button, Text } from "@mantine/core";
import { PackageCheck } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";

import { JobProgress } from "@/components/JobProgress";
import { Refusal } from "@/components/jobs/Refusal";
import { useWatchedJob } from "@/lib/endpoints/job";
import { type Job, isLive, useJobs } from "@/lib/endpoints/jobs";
import { useMended } from "@/lib/endpoints/mended";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { useReprocessJob } from "@/lib/endpoints/reprocessJob";
import { broughtBy, nameOf, needsYou, resultOf } from "@/lib/jobWords";
import { count } from "@/lib/numbers";

import { useIssues } from "./api/issues";
import classes from "./Issues.module.css";

/** Rows that were mended wait until their import goes on: one line for each import that can. */
export function MendedRows() {
  const jobs = useReviewsWithMendedRows();
  const mended = useMended(jobs);
  const [begun, setBegun] = useState<readonly Job[]>([]);
  const shown = [
    ...begun,
    ...jobs.filter((job) => mended[job.id] && begun.every((one) => one.id !== job.id)),
  ];
  if (!shown.length) return null;
  return (
    <ul className={classes.mended} aria-label="Mended rows">
      {shown.map((job) => (
        <MendedOf
          key={job.id}
          job={job}
          rows={mended[job.id] ?? 0}
          onBegin={() => setBegun((now) => (now.some((one) => one.id === job.id) ? now : [...now, job]))}
        />
      ))}
    </ul>
  );
}

/** Told by the rows that were settled last; for older ones the import has its own page. */
function useReviewsWithMendedRows(): readonly Job[] {
  const jobs = useJobs({ state: "needs_review", page_size: 100 }).data?.results ?? [];
  const settled = useIssues({ state: "resolved", page_size: 100 }).data?.results ?? [];
  const waiting = new Set(settled.filter(({ row }) => row.state === "waiting").map((issue) => issue.job));
  return jobs.filter((job) => waiting.has(job.id));
}

function MendedOf({ job, rows, onBegin }: { job: Job; rows: number; onBegin: () => void }) {
  const platforms = usePlatforms().data ?? [];
  const reprocess = useReprocessJob();
  const name = nameOf(job, platforms.find((one) => one.slug === job.platform)?.name ?? job.platform);
  // A worker may go on with it after the answer.
  const goesOn = reprocess.data !== undefined && isLive(reprocess.data);
  const after = useWatchedJob(goesOn ? job.id : null).data ?? reprocess.data;
  const ended = after && !isLive(after) ? after : undefined;
  const begin = () => {
    onBegin();
    reprocess.mutate(job.id);
  };
  if (reprocess.isPending || (goesOn && !ended)) {
    return (
      <li className={classes.mendedOne}>
        <JobProgress
          job={{ ...job, state: "running", total: null }}
          label={`Importing the mended rows of ${name}`}
        />
      </li>
    );
  }
  return (
    <li className={classes.mendedOne}>
      {reprocess.error && <Refusal key={reprocess.error.message} error={reprocess.error} />}
      <div className={classes.mendedLine}>
        <PackageCheck size={18} aria-hidden />
        <Text role="status" className={classes.mendedText}>
          {ended && !rows ? (
            <>
              {`The mended rows of ${name} are in. The import stands at: ${resultOf(ended)}`}{" "}
              <Anchor component={Link} to={broughtBy(job)} underline="always">
                See them
              </Anchor>
            </>
          ) : (
            `${count(rows, "mended row")} of ${name} ${rows === 1 ? "is" : "are"} ready. ${needsYou(job)}`
          )}
        </Text>
        {rows > 0 && (
          <Button size="compact-md" onClick={begin}>
            Import {rows === 1 ? "it" : "them"}
          </Button>
        )}
      </div>
    </li>
  );
}
