import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";

import { JobStateBadge } from "@/components/JobStateBadge";
import { useDates } from "@/lib/dates";
import type { Job } from "@/lib/endpoints/jobs";

import classes from "./Import.module.css";

export function LastImport({ job }: { job: Job }) {
  const dates = useDates();
  return (
    <Text size="sm" c="dimmed" component="div" className={classes.last}>
      <Anchor component={Link} to={`/jobs/${job.id}`} size="sm">
        {job.sync ? "Last sync" : "Last import"}
      </Anchor>{" "}
      {dates.ago(job.created_at)} <JobStateBadge state={job.state} />
    </Text>
  );
}
