import { Text } from "@mantine/core";
import { AtSign } from "lucide-react";
import { useState } from "react";

import { EmptyState } from "@/components/EmptyState";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { notifyDone } from "@/lib/notify";

import classes from "./Accounts.module.css";
import { useLiveJobs } from "./api/liveJobs";
import { useIsSyncAsked } from "./api/syncProfile";
import { AccountDialogs, type Asked } from "./dialogs/AccountDialogs";
import { AddDialog } from "./dialogs/AddDialog";
import { PlatformPicker } from "./dialogs/PlatformPicker";
import { NeedYou } from "./NeedYou";
import { PlatformGroup } from "./PlatformGroup";
import type { Adding } from "./useAdding";
import { nameOf } from "./words";

interface Props {
  profiles: readonly Profile[];
  platforms: readonly Platform[];
  adding: Adding;
}

/** The accounts by platform, and all that is asked about one of them. */
export function Accounts({ profiles, platforms, adding }: Props) {
  const { asked, isAsking, ask, close } = useAsking();
  const platformOf = (slug: string) => platforms.find((platform) => platform.slug === slug);
  const live = useLiveJobs(usePace(profiles));
  return (
    <>
      {profiles.length === 0 && <NoAccounts platforms={platforms} onChoose={adding.choose} />}
      <NeedYou profiles={profiles} platformOf={platformOf} />
      {byPlatform(profiles).map(([slug, accounts]) => (
        <PlatformGroup
          key={slug}
          slug={slug}
          platform={platformOf(slug)}
          profiles={accounts}
          live={live}
          added={adding.added}
          onOpen={(dialog, profile, sync) => ask({ dialog, profile, sync })}
        />
      ))}
      <AddAccount platforms={platforms} adding={adding} />
      {asked && (
        <AccountDialogs
          key={asked.profile.id}
          asked={asked}
          platform={platformOf(asked.profile.platform)}
          opened={isAsking}
          onOpen={(dialog) => ask({ ...asked, dialog })}
          onClose={close}
        />
      )}
    </>
  );
}

/** The question stays while its dialog fades, although it is answered. */
function useAsking() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isAsking, setAsking] = useState(false);
  const ask = (next: Asked) => {
    setAsked(next);
    setAsking(true);
  };
  return { asked, isAsking, ask, close: () => setAsking(false) };
}

const FAST_MS = 1_000;
const SLOW_MS = 10_000;

/** How often to ask what is being read. */
function usePace(profiles: readonly Profile[]): number | false {
  const isAsked = useIsSyncAsked();
  const isIn = (state: Profile["status"]["state"]) => profiles.some(({ status }) => status.state === state);
  if (isAsked || isIn("syncing")) return FAST_MS;
  return isIn("waiting") ? SLOW_MS : false;
}

function byPlatform(profiles: readonly Profile[]): [string, Profile[]][] {
  const slugs = [...new Set(profiles.map(({ platform }) => platform))];
  return slugs.map((slug) => [slug, profiles.filter(({ platform }) => platform === slug)]);
}

interface AddProps {
  platforms: readonly Platform[];
  adding: Adding;
}

function AddAccount({ platforms, adding }: AddProps) {
  const platform = platforms.find(({ slug, csv_only }) => slug === adding.slug && !csv_only);
  const done = (profile: Profile) => {
    adding.done(profile);
    notifyDone(addedWords(profile, platform));
  };
  return (
    <AddDialog
      platforms={platforms}
      platform={platform}
      opened={adding.isOpen}
      onChoose={adding.choose}
      onBack={adding.back}
      onClose={adding.close}
      onAdded={done}
      returnFocus={adding.added === null}
    />
  );
}

function addedWords(profile: Profile, platform: Platform | undefined): string {
  const name = nameOf(profile, platform);
  return profile.verified_at
    ? `${name} is added. Its history is read now.`
    : `${name} is kept, but could not be checked. That is done at the next sync.`;
}

function NoAccounts({
  platforms,
  onChoose,
}: {
  platforms: readonly Platform[];
  onChoose: (slug: string) => void;
}) {
  return (
    <>
      <EmptyState icon={AtSign} title="Add the first account">
        Tell where you practise and under which name. Your history comes in once, and what is new follows by
        itself: no file to fetch, nothing to remember.
      </EmptyState>
      <section className={classes.first} aria-label="Platforms">
        <PlatformPicker platforms={platforms} onChoose={({ slug }) => onChoose(slug)} />
        <Text size="sm" c="dimmed" mt="lg">
          What you see is what each platform shows of you. Keys are kept encrypted, and are never shown again.
        </Text>
      </section>
    </>
  );
}
