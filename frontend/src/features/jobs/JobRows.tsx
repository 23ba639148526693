import { Badge, Group, Select, Title } from "@mantine/core";
import { ListX, Rows3 } from "lucide-react";

import { EmptyState } from "@/components/EmptyState";
import { RowsTable } from "@/components/jobs/RowsTable";
import { Loaded } from "@/components/Loaded";
import type { Column } from "@/components/table/DataTable";
import type { Job } from "@/lib/endpoints/jobs";
import { type Row, type RowsParams, useRows } from "@/lib/endpoints/rows";
import { useUrlState } from "@/lib/urlState";

import classes from "./Jobs.module.css";

const PAGE_SIZE = 50;
const DEFAULTS = { outcome: "", row_state: "", page: "1" };
type Filters = typeof DEFAULTS;

const OUTCOMES = [
  { value: "new", label: "New" },
  { value: "updated", label: "Updated" },
  { value: "unchanged", label: "Unchanged" },
  { value: "invalid", label: "Needs you" },
  { value: "ignored", label: "Left out" },
];
const STATES: Record<Row["state"], string> = {
  waiting: "Waiting",
  committed: "In the journal",
  discarded: "Left out",
  undone: "Taken back",
};
const STATE: Column<Row> = {
  key: "state",
  header: "State",
  cell: (row) => (
    <Badge variant="default" tt="none" fw={500}>
      {STATES[row.state]}
    </Badge>
  ),
  priority: 2,
  speaksForItself: true,
};

/** The rows that had an effect or wait; what was here already is counted and not kept. */
export function JobRows({ job }: { job: Job }) {
  const [filters, setFilters] = useUrlState(DEFAULTS);
  const rows = useRows(job.id, paramsOf(filters));
  const isFiltered = Boolean(filters.outcome || filters.row_state);
  return (
    <section className={classes.rows} aria-labelledby="rows">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} id="rows">
          Rows
        </Title>
        <RowFilters filters={filters} onChange={(change) => setFilters({ ...change, page: "1" })} />
      </Group>
      <Loaded query={rows}>
        {(page) => (
          <RowsTable
            caption="Rows of this import"
            rows={page.results}
            recordType={job.record_type}
            more={[STATE]}
            isStale={rows.isPlaceholderData}
            empty={<NoRows isFiltered={isFiltered} />}
            paging={{
              page: Number(filters.page),
              pageSize: PAGE_SIZE,
              count: page.count,
              onPage: (number) => setFilters({ page: String(number) }),
            }}
          />
        )}
      </Loaded>
    </section>
  );
}

function paramsOf({ outcome, row_state, page }: Filters): RowsParams {
  const params: RowsParams = { page: Number(page), page_size: PAGE_SIZE };
  if (outcome) params.outcome = outcome as RowsParams["outcome"];
  if (row_state) params.state = row_state as RowsParams["state"];
  return params;
}

function RowFilters({
  filters,
  onChange,
}: {
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}) {
  return (
    <Group gap="xs" role="search" aria-label="Filter rows">
      <Select
        aria-label="Result"
        placeholder="Any result"
        size="xs"
        data={OUTCOMES}
        value={filters.outcome || null}
        onChange={(outcome) => onChange({ outcome: outcome ?? "" })}
        clearable
        clearButtonProps={{ "aria-label": "Any result" }}
        w={140}
      />
      <Select
        aria-label="State of the row"
        placeholder="Any state"
        size="xs"
        data={Object.entries(STATES).map(([value, label]) => ({ value, label }))}
        value={filters.row_state || null}
        onChange={(state) => onChange({ row_state: state ?? "" })}
        clearable
        clearButtonProps={{ "aria-label": "Any state" }}
        w={140}
      />
    </Group>
  );
}

function NoRows({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState icon={ListX} title="No row like this">
        None of the rows of this import fits these filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Rows3} title="No rows to show">
      An import keeps the rows that changed something or wait for you. What was in your journal already is
      only counted.
    </EmptyState>
  );
}
