import { Button } from "@mantine/core";
import { CircleCheck, SearchX } from "lucide-react";
import { Link } from "react-router";

import { EmptyState } from "@/components/EmptyState";

import type { IssuePage } from "./api/issues";
import type { Filters } from "./IssueFilters";

interface Props {
  page: IssuePage;
  filters: Filters;
  onClear: () => void;
}

export function NoIssues({ page, filters, onClear }: Props) {
  const isNarrow = Boolean(filters.code || filters.job) || filters.state === "resolved";
  if (isNarrow && !(filters.state === "open" && !filters.code && page.totals.resolved)) {
    return (
      <EmptyState
        icon={SearchX}
        title="No row like this"
        action={<Button onClick={onClear}>Show what is open</Button>}
      >
        None of your rows fits these filters.
      </EmptyState>
    );
  }
  return page.totals.resolved ? <AllSettled /> : <NeverAny />;
}

function AllSettled() {
  return (
    <EmptyState
      icon={CircleCheck}
      title="Nothing needs you"
      action={
        <Button component={Link} to="/jobs" variant="default">
          Import history
        </Button>
      }
    >
      Every row that could not be read is settled.
    </EmptyState>
  );
}

function NeverAny() {
  return (
    <EmptyState
      icon={CircleCheck}
      title="Nothing needs you"
      action={
        <Button component={Link} to="/import" variant="default">
          Import
        </Button>
      }
    >
      When a platform tells something that cannot be read, for example an attempt without a date, it waits
      here for you to fill the gap. Everything else of the import comes in meanwhile.
    </EmptyState>
  );
}
