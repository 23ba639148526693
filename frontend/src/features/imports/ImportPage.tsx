import { Anchor, Text, Title } from "@mantine/core";
import { CloudOff } from "lucide-react";
import { Link, useSearchParams } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { type Platform, usePlatforms } from "@/lib/endpoints/platforms";
import { type Profile, useProfiles } from "@/lib/endpoints/profiles";

import { useRecentImports } from "./api/recentImports";
import classes from "./Import.module.css";
import { LoadingCards } from "./LoadingCards";
import { FileCard } from "./FileCard";
import { PlatformCard } from "./PlatformCard";

export default function ImportPage() {
  const platforms = usePlatforms();
  return (
    <>
      <PageHeader
        title="Import"
        description={
          <>
            Bring your history from where you practise. Look first at what would come, or import at once:
            every import can be taken back, from here or from the{" "}
            <Anchor component={Link} to="/jobs" underline="always">
              import history
            </Anchor>
            . From then on what is new comes in by itself: see{" "}
            <Anchor component={Link} to="/accounts" underline="always">
              your accounts
            </Anchor>
            .
          </>
        }
      />
      <Loaded query={platforms} skeleton={<LoadingCards />}>
        {(known) => <Cards platforms={known} />}
      </Loaded>
    </>
  );
}

function Cards({ platforms }: { platforms: readonly Platform[] }) {
  const recent = useRecentImports();
  const profiles = useProfiles();
  const [params] = useSearchParams();
  if (recent.isPending || profiles.isPending) return <LoadingCards />;
  if (!recent.data) return <ErrorState error={recent.error} onRetry={() => void recent.refetch()} />;
  if (!platforms.length) return <NoPlatforms />;
  const accounts = profiles.data?.results ?? [];
  const asked = platforms.filter((platform) => !platform.csv_only);
  const byFile = platforms.filter((platform) => platform.csv_only);
  return (
    <>
      <ul className={classes.cards}>
        {asked.map((platform) => (
          <PlatformCard
            key={platform.slug}
            platform={platform}
            accounts={accountsOn(platform, accounts)}
            recent={recent.data[platform.slug] ?? {}}
            proposed={params.get("platform") === platform.slug ? (params.get("username") ?? "") : ""}
          />
        ))}
      </ul>
      {byFile.length > 0 && <ByFile platforms={byFile} />}
    </>
  );
}

function accountsOn({ slug }: Platform, accounts: readonly Profile[]): Profile[] {
  return accounts.filter((account) => account.platform === slug);
}

/** What cannot be asked, and why: it is looked for here, and its absence would be a riddle. */
function ByFile({ platforms }: { platforms: readonly Platform[] }) {
  return (
    <section className={classes.byFile} aria-labelledby="by-file">
      <Title order={2} id="by-file">
        Not by a user name
      </Title>
      <Text size="sm" c="dimmed">
        These cannot be asked for a history. Until files can be imported, add what you solved there by hand.
      </Text>
      <ul className={classes.files}>
        {platforms.map((platform) => (
          <FileCard key={platform.slug} platform={platform} />
        ))}
      </ul>
    </section>
  );
}

function NoPlatforms() {
  return (
    <EmptyState icon={CloudOff} title="No platform is set up here">
      Whoever runs this installation can add one. Questions and attempts can be written down by hand
      meanwhile.
    </EmptyState>
  );
}
