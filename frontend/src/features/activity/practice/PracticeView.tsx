import { Button } from "@mantine/core";
import { SearchX, Timer } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { Loaded } from "@/components/Loaded";
import { count } from "@/lib/numbers";

import { type Practice, useActivities } from "../api/activities";
import { FilterBar } from "../FilterBar";
import { type Filters, NO_FILTERS, type SetFilters, activityParams, isNarrowed } from "../filters";
import { Pages } from "../Pages";
import { DeletePractice, useDeletion } from "./DeletePractice";
import { PracticeDays } from "./PracticeDays";
import { PracticeDialog } from "./PracticeDialog";

interface Props {
  filters: Filters;
  setFilters: SetFilters;
  onAdd: () => void;
}

export function PracticeView({ filters, setFilters, onAdd }: Props) {
  const activities = useActivities(activityParams(filters));
  const [edited, setEdited] = useState<Practice | null>(null);
  const deletion = useDeletion();
  return (
    <>
      {(activities.data?.count !== 0 || isNarrowed(filters)) && (
        <FilterBar filters={filters} setFilters={setFilters} />
      )}
      <Loaded query={activities}>
        {(page) =>
          page.results.length ? (
            <>
              <PracticeDays
                rows={page.results}
                isStale={activities.isPlaceholderData}
                onEdit={setEdited}
                onDelete={deletion.ask}
              />
              <Pages
                total={page.count}
                words={count(page.count, "entry", "entries")}
                filters={filters}
                setFilters={setFilters}
              />
            </>
          ) : (
            <Nothing filters={filters} setFilters={setFilters} onAdd={onAdd} />
          )
        }
      </Loaded>
      <PracticeDialog practice={edited} opened={edited !== null} onClose={() => setEdited(null)} />
      <DeletePractice deletion={deletion} />
    </>
  );
}

function Nothing({ filters, setFilters, onAdd }: Props) {
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        icon={SearchX}
        title="No practice time matches"
        action={
          <Button variant="default" onClick={() => setFilters(NO_FILTERS)}>
            Show all practice time
          </Button>
        }
      >
        {filters.job
          ? "This import brought no practice time, or it was undone or deleted since."
          : "Widen the dates, or take a filter away."}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Timer}
      title="No practice time yet"
      action={
        <>
          <Button onClick={onAdd}>Add practice time</Button>
          <Button component={Link} to="/import" variant="default">
            Import it
          </Button>
        </>
      }
    >
      Not all practice is a question. Note a course or a book by hand, or import the time that a tracker
      counts for you; it stands beside your attempts in the calendar.
    </EmptyState>
  );
}
