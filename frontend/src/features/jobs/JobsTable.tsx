import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";

import { JobStateBadge } from "@/components/JobStateBadge";
import { type Column, DataTable, type DataTableProps } from "@/components/table/DataTable";
import { type Dates, useDates } from "@/lib/dates";
import { type Job, isLive } from "@/lib/endpoints/jobs";
import { clockOf, nameOf, progressOf, resultOf, sentence } from "@/lib/jobWords";
import { count, formatNumber } from "@/lib/numbers";

import classes from "./Jobs.module.css";
import { usePlatformNames } from "./platformNames";
import { SyncMark } from "./SyncMark";

interface Props extends Pick<DataTableProps<Job>, "paging" | "isStale" | "empty"> {
  jobs: readonly Job[];
}

export function JobsTable({ jobs, ...rest }: Props) {
  const dates = useDates();
  const platformName = usePlatformNames();
  const columns: Column<Job>[] = [
    {
      key: "name",
      header: "Import",
      cell: (job) => (
        <span className={classes.named}>
          <Anchor component={Link} to={`/jobs/${job.id}`} fw={550}>
            {nameOf(job, platformName(job))}
          </Anchor>
          {job.sync && <SyncMark />}
        </span>
      ),
    },
    {
      key: "state",
      header: "State",
      cell: (job) => <JobStateBadge state={job.state} />,
      speaksForItself: true,
    },
    {
      key: "result",
      header: "Result",
      cell: (job) => <Result job={job} dates={dates} />,
      speaksForItself: true,
    },
    {
      key: "read",
      header: "Read",
      cell: (job) => formatNumber(job.counts.read),
      align: "right",
      priority: 3,
    },
    {
      key: "created_at",
      header: "When",
      cell: (job) => (
        <Text size="sm" c="dimmed" title={dates.dateTime(job.created_at)}>
          {dates.ago(job.created_at)}
        </Text>
      ),
      priority: 2,
      speaksForItself: true,
    },
  ];
  return (
    <DataTable
      caption="Imports, newest first"
      columns={columns}
      rows={jobs}
      rowId={(job) => job.id}
      rowLabel={(job) => nameOf(job, platformName(job))}
      {...rest}
    />
  );
}

function Result({ job, dates }: { job: Job; dates: Dates }) {
  return (
    <Text size="sm" component="span" style={{ textWrap: "pretty" }}>
      {words(job, dates)}
      {job.undo && (
        <Text
          span
          c="dimmed"
          size="sm"
        >{` Taken back${job.undo.state === "running" ? " right now" : ""}.`}</Text>
      )}
    </Text>
  );
}

function words(job: Job, dates: Dates): string {
  if (isLive(job)) return going(job, dates);
  if (job.state === "failed" && job.error) return sentence(job.error.detail);
  return resultOf(job);
}

function going(job: Job, dates: Dates): string {
  if (job.not_before) return `Goes on at ${clockOf(job.not_before, dates)}.`;
  return job.counts.read ? `${count(job.counts.read, "record")} read.` : `${progressOf(job)}.`;
}
