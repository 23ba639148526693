import { Anchor, CloseButton, Group, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import { Link } from "react-router";

import { JobProgress } from "@/components/JobProgress";
import { JobStateBadge } from "@/components/JobStateBadge";
import { JobButtons } from "@/components/jobs/JobButtons";
import { JobStatus } from "@/components/jobs/JobStatus";
import { Refusal } from "@/components/jobs/Refusal";
import type { ImportRun } from "@/lib/endpoints/importRun";
import { jobOf } from "@/lib/endpoints/job";
import type { JobActions } from "@/lib/endpoints/jobActions";
import { type Job, isBusy } from "@/lib/endpoints/jobs";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { nameOf } from "@/lib/jobWords";

import classes from "./Import.module.css";
import { KeepInSync } from "./KeepInSync";
import { PreviewRows } from "./PreviewRows";

interface Props {
  platform: Platform;
  accounts: readonly Profile[];
  run: ImportRun;
  actions: JobActions;
}

/** The import that was asked for: how far it is, what it brought, and what can be done with it. */
export function RunPanel({ platform, accounts, run, actions }: Props) {
  const heading = useFocusOnce(run.asked !== undefined);
  const { job } = run;
  return (
    <section className={classes.run} aria-label={`Import from ${platform.name}`}>
      <header className={classes.runHeader}>
        <Title order={3} ref={heading} tabIndex={-1} className={classes.runTitle}>
          {job ? nameOf(job, platform.name) : `${run.asked?.username ?? ""} on ${platform.name}`}
        </Title>
        {job && <JobStateBadge state={job.state} />}
        {job && !run.isStarting && !isBusy(job) && (
          <CloseButton ml="auto" aria-label="Close" onClick={run.reset} />
        )}
      </header>
      {job ? (
        <Started job={job} platform={platform} accounts={accounts} run={run} actions={actions} />
      ) : (
        <Starting platform={platform} />
      )}
    </section>
  );
}

/**
 * The place where it goes on takes the focus, so that the keyboard and the voice follow. `isOurs`: it was asked for on
 * this page; one that ran before takes nobody away from where they are.
 */
function useFocusOnce(isOurs: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isOurs) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest("li")?.scrollIntoView({ block: "nearest" });
  }, [isOurs]);
  return heading;
}

function Starting({ platform }: { platform: Platform }) {
  return <JobProgress job={NOT_YET} label={`Asking ${platform.name}`} />;
}

function Started({ job, platform, accounts, run, actions }: Props & { job: Job }) {
  const { error } = actions;
  return (
    <>
      {run.isJoined && (
        <Text size="sm" c="dimmed">
          This account was being imported already: this is that import.
        </Text>
      )}
      <JobStatus job={job} isWatched={run.asked !== undefined} />
      {error && !jobOf(error) && <Refusal key={error.message} error={error} />}
      <Group gap="xs">
        <JobButtons job={job} actions={actions} />
      </Group>
      {job.state === "previewed" && <PreviewRows job={job} />}
      <KeepInSync key={job.id} platform={platform} accounts={accounts} job={job} />
      <Anchor component={Link} to={`/jobs/${job.id}`} size="sm" className={classes.all}>
        All about this import
      </Anchor>
    </>
  );
}

/** Shown in the first moment, before anybody knows the job. */
const NOT_YET: Job = {
  id: 0,
  kind: "platform",
  platform: "",
  username: "",
  profile: null,
  sync: false,
  record_type: "",
  filename: "",
  state: "queued",
  preview: false,
  cancel_requested: false,
  total: null,
  counts: { read: 0, new: 0, updated: 0, unchanged: 0, duplicate: 0, ignored: 0, invalid: 0 },
  open_issues: 0,
  error: null,
  not_before: null,
  attempts: 0,
  events: [],
  undo: null,
  created_at: "",
  started_at: null,
  finished_at: null,
};
