import { Anchor } from "@mantine/core";
import { CloudOff } from "lucide-react";
import { Link, useSearchParams } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { type Platform, usePlatforms } from "@/lib/endpoints/platforms";

import { useRecentImports } from "./api/recentImports";
import classes from "./Import.module.css";
import { LoadingCards } from "./LoadingCards";
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
  const [params] = useSearchParams();
  if (recent.isPending) return <LoadingCards />;
  if (!recent.data) return <ErrorState error={recent.error} onRetry={() => void recent.refetch()} />;
  if (!platforms.length) return <NoPlatforms />;
  return (
    <ul className={classes.cards}>
      {platforms.map((platform) => (
        <PlatformCard
          key={platform.slug}
          platform={platform}
          recent={recent.data[platform.slug] ?? {}}
          proposed={params.get("platform") === platform.slug ? (params.get("username") ?? "") : ""}
        />
      ))}
    </ul>
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
