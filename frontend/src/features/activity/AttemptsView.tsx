import { Button } from "@mantine/core";
import { Activity, SearchX } from "lucide-react";
import { Link } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { Loaded } from "@/components/Loaded";
import { count } from "@/lib/numbers";

import { useLogs } from "./api/logs";
import { DayList } from "./DayList";
import { FilterBar } from "./FilterBar";
import { type Filters, NO_FILTERS, type SetFilters, isNarrowed, logParams } from "./filters";
import { Pages } from "./Pages";

interface Props {
  filters: Filters;
  setFilters: SetFilters;
}

export function AttemptsView({ filters, setFilters }: Props) {
  const logs = useLogs(logParams(filters));
  return (
    <>
      {(logs.data?.count !== 0 || isNarrowed(filters)) && (
        <FilterBar filters={filters} setFilters={setFilters} />
      )}
      <Loaded query={logs}>
        {(page) =>
          page.results.length ? (
            <>
              <DayList logs={page.results} isStale={logs.isPlaceholderData} />
              <Pages
                total={page.count}
                words={count(page.count, "attempt")}
                filters={filters}
                setFilters={setFilters}
              />
            </>
          ) : (
            <Nothing filters={filters} setFilters={setFilters} />
          )
        }
      </Loaded>
    </>
  );
}

function Nothing({ filters, setFilters }: Props) {
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
