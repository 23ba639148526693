import { Button, Group, Select } from "@mantine/core";
import { History, SearchX } from "lucide-react";
import { Link } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { type JobsParams, useJobs } from "@/lib/endpoints/jobs";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { useUrlState } from "@/lib/urlState";

import { AccountFilter } from "./AccountFilter";
import classes from "./Jobs.module.css";
import { JobsTable } from "./JobsTable";

const PAGE_SIZE = 50;
const DEFAULTS = { state: "", platform: "", sync: "", profile: "", page: "1" };
const WAYS = [
  { value: "true", label: "Syncs" },
  { value: "false", label: "Asked for by you" },
];
const STATES = [
  { value: "running", label: "Running" },
  { value: "queued", label: "Waiting" },
  { value: "needs_review", label: "Needs review" },
  { value: "previewed", label: "Preview" },
  { value: "completed", label: "Completed" },
  { value: "failed", label: "Failed" },
  { value: "cancelled", label: "Cancelled" },
];

type Filters = typeof DEFAULTS;

export default function JobsPage() {
  const [filters, setFilters] = useUrlState(DEFAULTS);
  const jobs = useJobs(paramsOf(filters));
  return (
    <>
      <PageHeader
        title="Import history"
        description="Every import and every sync, what it brought, and the way to take it back."
        actions={
          <Button component={Link} to="/import">
            New import
          </Button>
        }
      />
      {(isFiltered(filters) || jobs.data?.count !== 0) && (
        <FilterBar filters={filters} onChange={(change) => setFilters({ ...change, page: "1" })} />
      )}
      <Loaded query={jobs}>
        {(page) => (
          <JobsTable
            jobs={page.results}
            isStale={jobs.isPlaceholderData}
            empty={<Nothing filters={filters} onClear={() => setFilters(DEFAULTS)} />}
            paging={{
              page: Number(filters.page),
              pageSize: PAGE_SIZE,
              count: page.count,
              onPage: (number) => setFilters({ page: String(number) }),
            }}
          />
        )}
      </Loaded>
    </>
  );
}

function isFiltered({ state, platform, sync, profile }: Filters): boolean {
  return Boolean(state || platform || sync || profile);
}

function paramsOf({ state, platform, sync, profile, page }: Filters): JobsParams {
  const params: JobsParams = { page: Number(page), page_size: PAGE_SIZE };
  if (state) params.state = state as JobsParams["state"];
  if (platform) params.platform = platform;
  if (sync === "true" || sync === "false") params.sync = sync === "true";
  if (profile) params.profile = Number(profile);
  return params;
}

function FilterBar({
  filters,
  onChange,
}: {
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}) {
  const platforms = usePlatforms().data ?? [];
  return (
    <Group gap="xs" mb="md" role="search" aria-label="Filter imports">
      <Select
        aria-label="State"
        placeholder="Any state"
        data={STATES}
        value={filters.state || null}
        onChange={(state) => onChange({ state: state ?? "" })}
        clearable
        clearButtonProps={{ "aria-label": "Any state" }}
        className={classes.filter}
      />
      <Select
        aria-label="Platform"
        placeholder="Any platform"
        data={platforms.map(({ slug, name }) => ({ value: slug, label: name }))}
        value={filters.platform || null}
        onChange={(platform) => onChange({ platform: platform ?? "" })}
        clearable
        clearButtonProps={{ "aria-label": "Any platform" }}
        className={classes.filter}
      />
      <Select
        aria-label="How it began"
        placeholder="Imports and syncs"
        data={WAYS}
        value={filters.sync || null}
        onChange={(sync) => onChange({ sync: sync ?? "" })}
        clearable
        clearButtonProps={{ "aria-label": "Imports and syncs" }}
        className={classes.filter}
      />
      {filters.profile && (
        <AccountFilter id={Number(filters.profile)} onRemove={() => onChange({ profile: "" })} />
      )}
    </Group>
  );
}

function Nothing({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  if (isFiltered(filters)) {
    return (
      <EmptyState
        icon={SearchX}
        title="No import like this"
        action={<Button onClick={onClear}>Show all</Button>}
      >
        None of your imports fits these filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={History}
      title="Nothing imported yet"
      action={
        <Button component={Link} to="/import">
          Import
        </Button>
      }
    >
      Each import is kept here with what it brought. You can watch it, look at its rows and take it back.
    </EmptyState>
  );
}
