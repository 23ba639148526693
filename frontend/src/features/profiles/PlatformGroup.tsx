import { Alert, Anchor, Title } from "@mantine/core";
import { CircleAlert, ExternalLink } from "lucide-react";
import { useId } from "react";

import { useDates } from "@/lib/dates";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { sentence } from "@/lib/jobWords";
import { inOwnZone } from "@/lib/moments";

import { AccountCard } from "./account/AccountCard";
import type { Open } from "./account/useTasks";
import classes from "./Accounts.module.css";
import type { LiveJobs } from "./api/liveJobs";

interface Props {
  slug: string;
  /** None where this installation knows it no more. */
  platform: Platform | undefined;
  profiles: readonly Profile[];
  live: LiveJobs;
  added: number | null;
  onOpen: Open;
}

/** A person's accounts on one platform, and what is wrong with the platform for everybody. */
export function PlatformGroup({ slug, platform, profiles, live, added, onOpen }: Props) {
  const id = useId();
  const dates = useDates();
  const name = platform?.name ?? slug;
  return (
    <section className={classes.group} aria-labelledby={id}>
      <header className={classes.groupHeader}>
        <Title order={2} id={id}>
          {name}
        </Title>
        {platform?.homepage && (
          <Anchor
            href={platform.homepage}
            target="_blank"
            rel="noreferrer noopener"
            aria-label={`${name}, its own site`}
            className={classes.outside}
          >
            <ExternalLink size={14} aria-hidden />
          </Anchor>
        )}
      </header>
      {platform?.notice && (
        <Alert color="yellow" variant="light" mb="sm" icon={<CircleAlert size={16} aria-hidden />}>
          {sentence(inOwnZone(platform.notice, dates))}
        </Alert>
      )}
      <ul className={classes.accounts}>
        {profiles.map((profile) => (
          <AccountCard
            key={profile.id}
            profile={profile}
            platform={platform}
            live={live[profile.id] ?? null}
            isNew={profile.id === added}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </section>
  );
}
