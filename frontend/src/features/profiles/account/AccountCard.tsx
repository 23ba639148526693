import { Button, Group, Text, Title } from "@mantine/core";
import { RefreshCw } from "lucide-react";
import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

import { AccountStateBadge } from "@/components/AccountStateBadge";
import { useDates } from "@/lib/dates";
import { useJobActions } from "@/lib/endpoints/jobActions";
import type { Job } from "@/lib/endpoints/jobs";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { sentence } from "@/lib/jobWords";
import { inOwnZone } from "@/lib/moments";

import { anchorOf, nameOf, wentOf } from "../words";
import classes from "./Account.module.css";
import { AccountFacts } from "./AccountFacts";
import { AccountMenu } from "./AccountMenu";
import { Numbers } from "./Numbers";
import { Refused } from "./Refused";
import { SyncPanel } from "./SyncPanel";
import { canSync, mendOf, menuOf } from "./tasks";
import { useRefresh } from "./useRefresh";
import { type Sync, isBusy, stateOf, useSync } from "./useSync";
import { type Open, useTasks } from "./useTasks";

interface Props {
  profile: Profile;
  /** None where this installation knows it no more. */
  platform: Platform | undefined;
  live: Job | null;
  /** It was added just now: it takes the focus, and is read for the first time. */
  isNew: boolean;
  onOpen: Open;
}

/** One account: how it stands in words, what mends it, what it brought, and all that can be done with it. */
export function AccountCard({ profile, platform, live, isNew, onOpen }: Props) {
  const actions = useJobActions();
  const sync = useSync(profile.id, live, actions.isWorking);
  const refresh = useRefresh(profile);
  const heading = useWelcome(isNew, profile, sync);
  const name = nameOf(profile, platform);
  const isHere = profile.status.state !== "removing" && profile.status.state !== "platform_off";
  return (
    <li className={classes.card} id={anchorOf(profile)}>
      <article aria-label={name}>
        <header className={classes.header}>
          <Title order={3} ref={heading} tabIndex={-1} className={classes.name}>
            {profile.username}
          </Title>
          <AccountStateBadge state={stateOf(profile, sync)} />
          <Buttons profile={profile} platform={platform} name={name} sync={sync} onOpen={onOpen} />
        </header>
        {!isBusy(sync) && <Standing profile={profile} platform={platform} />}
        <Refused error={sync.refusal} title="It was not synced" />
        <Refused error={refresh.error} title="The numbers were not fetched" />
        {(sync.isStarting || sync.job) && <SyncPanel name={name} sync={sync} actions={actions} />}
        <div className={classes.body}>
          <AccountFacts profile={profile} platform={platform} isBusy={isBusy(sync)} />
          <Numbers
            profile={profile}
            name={name}
            onRefresh={isHere ? refresh.start : null}
            isRefreshing={refresh.isPending}
          />
        </div>
      </article>
    </li>
  );
}

/** A new account, and the one that the address names, takes the focus; a new one is read where its platform knows it. */
function useWelcome(isNew: boolean, profile: Profile, sync: Sync) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isNamed = useLocation().hash === `#${anchorOf(profile)}`;
  const isDone = useRef(false);
  const isKnown = profile.verified_at !== null;
  useEffect(() => {
    if (!isNew || isDone.current) return;
    isDone.current = true;
    show(heading.current);
    if (isKnown) sync.start();
  }, [isNew, isKnown, sync]);
  useEffect(() => {
    if (isNamed) show(heading.current);
  }, [isNamed]);
  return heading;
}

function show(heading: HTMLHeadingElement | null): void {
  heading?.focus({ preventScroll: true });
  heading?.closest("li")?.scrollIntoView({ block: "nearest" });
}

/** Nothing is said twice: what is well is told by its sign and its dates, what the platform suffers from above. */
function Standing({ profile, platform }: Pick<Props, "profile" | "platform">) {
  const dates = useDates();
  const { removal, status } = profile;
  const isSaid = platform?.notice && status.text === sentence(platform.notice);
  if (status.state === "ok" || isSaid) return null;
  return (
    <Text className={classes.standing} role={removal ? "status" : undefined}>
      {inOwnZone(status.text, dates)}
      {removal && ` Gone so far: ${wentOf(removal)}.`}
    </Text>
  );
}

interface ButtonsProps {
  profile: Profile;
  platform: Platform | undefined;
  name: string;
  sync: Sync;
  onOpen: Open;
}

function Buttons({ profile, platform, name, sync, onOpen }: ButtonsProps) {
  const perform = useTasks(profile, name, sync, onOpen);
  const mend = mendOf(profile, platform);
  const tasks = menuOf(profile, platform);
  return (
    <Group gap="xs" className={classes.buttons}>
      {mend && (
        <Button
          size="compact-md"
          aria-label={`${mend.label}: ${name}`}
          disabled={isBusy(sync)}
          onClick={() => perform(mend.task)}
        >
          {mend.label}
        </Button>
      )}
      {canSync(profile) && mend?.task !== "sync" && (
        <Button
          size="compact-md"
          variant="default"
          leftSection={<RefreshCw size={14} aria-hidden />}
          aria-label={`Sync ${name}`}
          disabled={isBusy(sync)}
          onClick={() => perform("sync")}
        >
          Sync
        </Button>
      )}
      {tasks.length > 0 && <AccountMenu name={name} tasks={tasks} onTask={perform} />}
    </Group>
  );
}
