import { Anchor, Button, Text } from "@mantine/core";
import { RefreshCw } from "lucide-react";
import { Link } from "react-router";

import { FormAlert } from "@/components/FormAlert";
import type { Job } from "@/lib/endpoints/jobs";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { messageOf } from "@/lib/errors";
import { isOnlyLook, nameOf } from "@/lib/jobWords";

import { useKeepInSync } from "./api/keepInSync";
import classes from "./Import.module.css";

interface Props {
  platform: Platform;
  accounts: readonly Profile[];
  job: Job;
}

/** An import that brought something keeps its account in sync from then on; where it brought nothing, one may ask. */
export function KeepInSync({ platform, accounts, job }: Props) {
  const keep = useKeepInSync();
  if (!isWorthKeeping(platform, job)) return null;
  const account = accounts.find((one) => one.id === job.profile || isSame(one.username, job.username));
  if (account?.is_paused) return null;
  if (keep.isSuccess || account || job.profile !== null) return <Kept />;
  return (
    <div className={classes.keep}>
      <FormAlert message={keep.isError ? messageOf(keep.error) : null} />
      <Text size="sm" className={classes.keepText}>
        <strong>Keep it in sync?</strong> What is new on {nameOf(job, platform.name)} then comes in by itself,
        about once a day.
      </Text>
      <Button
        variant="default"
        size="compact-md"
        leftSection={<RefreshCw size={14} aria-hidden />}
        loading={keep.isPending}
        onClick={() => keep.mutate({ platform: job.platform, username: job.username })}
      >
        Keep it in sync
      </Button>
    </div>
  );
}

function Kept() {
  return (
    <Text size="sm" c="dimmed" role="status">
      Kept in sync: what is new comes in by itself, about once a day.{" "}
      <Anchor component={Link} to="/accounts" size="sm" underline="always">
        Your accounts
      </Anchor>
    </Text>
  );
}

function isWorthKeeping(platform: Platform, job: Job): boolean {
  const hasEnded = job.state === "completed" || job.state === "needs_review";
  return hasEnded && !isOnlyLook(job) && job.undo === null && !platform.offline;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
