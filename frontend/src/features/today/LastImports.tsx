import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";

import { JobStateBadge } from "@/components/JobStateBadge";
import { Loaded } from "@/components/Loaded";
import { LoadingRows } from "@/components/Loading";
import { useDates } from "@/lib/dates";
import { type Job, isLive, useJobs } from "@/lib/endpoints/jobs";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { broughtBy, sentence } from "@/lib/jobWords";
import { count, formatNumber } from "@/lib/numbers";

import { Card } from "./Card";
import classes from "./Today.module.css";

/** Of these, those that are worth a line. */
export const LAST_IMPORTS = { page_size: 20 };
const SHOWN = 5;

export function LastImports() {
  const jobs = useJobs(LAST_IMPORTS);
  return (
    <Card title="Last imports" more={{ to: "/jobs", label: "All imports" }}>
      <Loaded query={jobs} skeleton={<LoadingRows rows={3} />}>
        {({ results }) => (results.length ? <Jobs jobs={results} /> : <NoImports />)}
      </Loaded>
    </Card>
  );
}

function NoImports() {
  return (
    <Text c="dimmed" size="sm">
      Nothing was imported yet.{" "}
      <Anchor component={Link} to="/import" size="sm" underline="always">
        Bring in what you solved elsewhere
      </Anchor>{" "}
      and it shows up here.
    </Text>
  );
}

function Jobs({ jobs }: { jobs: readonly Job[] }) {
  const dates = useDates();
  const platforms = usePlatforms().data ?? [];
  const nameOf = (job: Job) => platforms.find((one) => one.slug === job.platform)?.name ?? job.platform;
  const quiet = jobs.filter(isQuiet);
  const told = jobs.filter((job) => !isQuiet(job)).slice(0, SHOWN);
  return (
    <ul className={classes.lines}>
      {told.map((job) => (
        <li key={job.id} className={classes.line}>
          <Anchor component={Link} to={`/jobs/${job.id}`} className={classes.lineTitle}>
            {job.kind === "file" ? job.filename : `${nameOf(job)}, ${job.username}`}
          </Anchor>
          <span className={classes.lineFacts}>
            {job.sync && <span>Sync</span>}
            {job.state !== "completed" && <JobStateBadge state={job.state} />}
            <span>{resultOf(job)}</span>
            <span>{dates.ago(job.created_at)}</span>
            {hasActivity(job) && (
              <Anchor
                component={Link}
                to={broughtBy(job)}
                size="sm"
                aria-label={`See them: what import ${job.id} brought`}
              >
                See them
              </Anchor>
            )}
          </span>
        </li>
      ))}
      {quiet[0] && (
        <li className={classes.line}>
          <Text c="dimmed" size="sm">
            {count(quiet.length, "sync", "syncs")} found nothing new, the last one{" "}
            {dates.ago(quiet[0].created_at)}.
          </Text>
        </li>
      )}
    </ul>
  );
}

/** Accounts that are in sync bring nothing most of the time: that is worth one line together. */
function isQuiet(job: Job): boolean {
  return job.sync && job.state === "completed" && !job.undo && !job.counts.new && !job.counts.updated;
}

function hasActivity(job: Job): boolean {
  return !job.preview && job.counts.new > 0 && !job.undo;
}

/** What an import brought, in words. */
function resultOf(job: Job): string {
  if (job.undo) return "Undone";
  if (isLive(job)) return `${formatNumber(job.counts.read)} read so far`;
  if (job.state === "failed") return sentence(job.error?.detail ?? "It failed");
  const { new: fresh, updated } = job.counts;
  const parts = [fresh && `${formatNumber(fresh)} new`, updated && `${formatNumber(updated)} updated`].filter(
    Boolean,
  );
  const left = job.open_issues ? `; ${count(job.open_issues, "row needs", "rows need")} you` : "";
  return (parts.join(", ") || "Nothing new") + left;
}
