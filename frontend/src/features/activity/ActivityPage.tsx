import { Button, Group, Pagination, Text } from "@mantine/core";
import { Activity, SearchX } from "lucide-react";
import { Link } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { count } from "@/lib/numbers";

import { type LogPage, useLogs } from "./api/logs";
import { DayList } from "./DayList";
import { FilterBar } from "./FilterBar";
import {
  type Filters,
  LOGS_A_PAGE,
  NO_FILTERS,
  type SetFilters,
  isNarrowed,
  paramsOf,
  useFilters,
} from "./filters";

export default function ActivityPage() {
  const [filters, setFilters] = useFilters();
  const logs = useLogs(paramsOf(filters));
  return (
    <>
      <PageHeader title="Activity" description="Every attempt you noted or imported, newest first." />
      {(logs.data?.count !== 0 || isNarrowed(filters)) && (
        <FilterBar filters={filters} setFilters={setFilters} />
      )}
      <Loaded query={logs}>
        {(page) =>
          page.results.length ? (
            <>
              <DayList logs={page.results} isStale={logs.isPlaceholderData} />
              <Pages page={page} filters={filters} setFilters={setFilters} />
            </>
          ) : (
            <Nothing filters={filters} setFilters={setFilters} />
          )
        }
      </Loaded>
    </>
  );
}

interface PagesProps {
  page: LogPage;
  filters: Filters;
  setFilters: SetFilters;
}

function Pages({ page, filters, setFilters }: PagesProps) {
  const total = Math.ceil(page.count / LOGS_A_PAGE);
  const turn = (number: number) => {
    setFilters({ page: String(number) });
    window.scrollTo({ top: 0 });
  };
  return (
    <Group component="nav" aria-label="Pages" justify="space-between" mt="md">
      <Text size="sm" c="dimmed" role="status">
        {count(page.count, "attempt")}
      </Text>
      {total > 1 && (
        <Pagination
          size="sm"
          value={Number(filters.page) || 1}
          total={total}
          siblings={1}
          onChange={turn}
          getItemProps={(number) => ({ "aria-label": `Page ${number}` })}
          getControlProps={(control) => ({ "aria-label": `${control} page` })}
        />
      )}
    </Group>
  );
}

function Nothing({ filters, setFilters }: Omit<PagesProps, "page">) {
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        icon={SearchX}
        title="No attempt matches"
        action={
          <Button variant="default" onClick={() => setFilters(NO_FILTERS)}>
            Show all activity
          </Button>
        }
      >
        {filters.job
          ? "This import brought no attempts, or they were undone or deleted since."
          : "Widen the dates, or take a filter away."}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Activity}
      title="No attempts yet"
      action={
        <>
          <Button component={Link} to="/import">
            Import your history
          </Button>
          <Button component={Link} to="/questions" variant="default">
            To your questions
          </Button>
        </>
      }
    >
      An attempt is one sitting at a question: when, how long, and how it ended. Import them from a platform,
      or open a question and press L to note one.
    </EmptyState>
  );
}
