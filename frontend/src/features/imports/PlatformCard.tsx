import { Anchor, Badge, Text, Title } from "@mantine/core";
import { ExternalLink } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";

import { JobStateBadge } from "@/components/JobStateBadge";
import { useDates } from "@/lib/dates";
import { useImportRun } from "@/lib/endpoints/importRun";
import { useJobActions } from "@/lib/endpoints/jobActions";
import type { Job } from "@/lib/endpoints/jobs";
import type { Platform } from "@/lib/endpoints/platforms";
import { sentence } from "@/lib/jobWords";
import { formatMinutes } from "@/lib/numbers";

import type { Recent } from "./api/recentImports";
import classes from "./Import.module.css";
import { ImportForm } from "./ImportForm";
import { isAtField } from "./refusedName";
import { RunPanel } from "./RunPanel";

interface Props {
  platform: Platform;
  recent: Recent;
  /** A user name that an address brought along. */
  proposed: string;
}

/** One platform: what it tells, the form to import from it, and beside it the import that was asked for. */
export function PlatformCard({ platform, recent, proposed }: Props) {
  const actions = useJobActions();
  const run = useImportRun(recent.live, actions.isWorking);
  const isShown = run.isStarting || (run.job !== null && !isAtField(run.error));
  const card = useShownFrom(proposed !== "");
  return (
    <li ref={card} className={classes.card} data-wide={isShown || undefined}>
      <section className={classes.form} aria-label={platform.name}>
        <About platform={platform} />
        <ImportForm platform={platform} run={run} username={proposed || recent.good?.username || ""} />
        {recent.last && !isShown && <LastImport job={recent.last} />}
      </section>
      {isShown && <RunPanel platform={platform} run={run} actions={actions} />}
    </li>
  );
}

/** Brings the card into view where the address asked for it. */
function useShownFrom(isAsked: boolean) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isAsked) card.current?.scrollIntoView({ block: "center" });
  }, [isAsked]);
  return card;
}

function About({ platform }: { platform: Platform }) {
  return (
    <div>
      <div className={classes.name}>
        <Title order={2}>{platform.name}</Title>
        {platform.offline && (
          <Badge variant="light" tt="none">
            No account needed
          </Badge>
        )}
        {platform.homepage && (
          <Anchor
            href={platform.homepage}
            target="_blank"
            rel="noreferrer noopener"
            aria-label={`${platform.name}, its own site`}
            className={classes.outside}
          >
            <ExternalLink size={15} aria-hidden />
          </Anchor>
        )}
      </div>
      <Text size="sm" className={classes.about}>
        {sentence(platform.reach)}
      </Text>
      <dl className={classes.facts}>
        <dt>Brings</dt>
        <dd>{joined(platform.yields)}</dd>
        {platform.nominal_minutes > 0 && (
          <>
            <dt>Time</dt>
            <dd>{formatMinutes(platform.nominal_minutes)} as an estimate, where it does not tell</dd>
          </>
        )}
      </dl>
    </div>
  );
}

function joined(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}

function LastImport({ job }: { job: Job }) {
  const dates = useDates();
  return (
    <Text size="sm" c="dimmed" component="div" className={classes.last}>
      <Anchor component={Link} to={`/jobs/${job.id}`} size="sm">
        Last import
      </Anchor>{" "}
      {dates.ago(job.created_at)} <JobStateBadge state={job.state} />
    </Text>
  );
}
