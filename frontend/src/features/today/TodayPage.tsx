import { Button, Skeleton, VisuallyHidden } from "@mantine/core";
import { Plus } from "lucide-react";
import { Link } from "react-router";

import { Loaded } from "@/components/Loaded";
import { Delayed } from "@/components/Loading";
import { PageHeader } from "@/components/PageHeader";
import { formatDay, useDates } from "@/lib/dates";
import { useJobs } from "@/lib/endpoints/jobs";

import { type Statistics, useStatistics } from "@/lib/endpoints/statistics";
import { AccountsNote } from "./AccountsNote";
import { FirstSteps } from "./FirstSteps";
import { Heatmap } from "./Heatmap";
import { LAST_IMPORTS, LastImports } from "./LastImports";
import { ByDifficulty, ByPlatform, ByService, ByTag } from "./Shares";
import classes from "./Today.module.css";
import { Totals } from "./Totals";
import { Untouched } from "./Untouched";

export default function TodayPage() {
  const statistics = useStatistics();
  const today = useDates().today();
  return (
    <>
      <PageHeader title="Today" description={formatDay(today, "full")} actions={<Actions />} />
      <Loaded query={statistics} skeleton={<Shapes />}>
        {(found) => (hasPractice(found) ? <Overview found={found} /> : <Beginning />)}
      </Loaded>
    </>
  );
}

function hasPractice({ totals }: Statistics): boolean {
  return totals.questions + totals.activities > 0;
}

function Actions() {
  return (
    <Button
      component={Link}
      to="/questions?new=1"
      variant="default"
      leftSection={<Plus size={16} aria-hidden />}
    >
      New question
    </Button>
  );
}

/** An import that brought nothing yet, or is still at work, is worth showing beside the first steps. */
function Beginning() {
  const hasImports = Boolean(useJobs(LAST_IMPORTS).data?.count);
  return (
    <div className={classes.page}>
      <AccountsNote />
      <FirstSteps />
      {hasImports && <LastImports />}
    </div>
  );
}

function Overview({ found }: { found: Statistics }) {
  return (
    <div className={classes.page}>
      <Totals totals={found.totals} streak={found.streak} />
      <Heatmap days={found.days} since={found.since} until={found.until} />
      <AccountsNote />
      <div className={classes.columns}>
        <div className={classes.lists}>
          {found.totals.questions > 0 && <Untouched questions={found.untouched} />}
          <LastImports />
        </div>
        {found.totals.questions > 0 && (
          <div className={classes.shares}>
            <ByDifficulty shares={found.by_difficulty} />
            <ByPlatform shares={found.by_platform} />
          </div>
        )}
        <div className={classes.shares}>
          {found.by_service.length > 0 && <ByService shares={found.by_service} />}
          {found.totals.questions > 0 && <ByTag shares={found.by_tag} />}
        </div>
      </div>
    </div>
  );
}

/** The page's shape in grey, so that nothing jumps when the numbers come. */
function Shapes() {
  return (
    <Delayed>
      <div className={classes.page} role="status">
        <VisuallyHidden>Loading</VisuallyHidden>
        <Skeleton height={96} radius="md" />
        <Skeleton height={240} radius="md" />
        <div className={classes.columns}>
          <Skeleton height={320} radius="md" />
          <Skeleton height={320} radius="md" />
          <Skeleton height={320} radius="md" />
        </div>
      </div>
    </Delayed>
  );
}
