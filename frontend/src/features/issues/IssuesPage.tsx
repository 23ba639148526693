import { useState } from "react";

import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { useUrlState } from "@/lib/urlState";

import { type Issue, type IssuePage, type IssuesParams, useIssues } from "./api/issues";
import { BulkBar } from "./BulkBar";
import { DEFAULTS, type Filters, IssueFilters } from "./IssueFilters";
import { IssuesTable } from "./IssuesTable";
import { MendedRows } from "./MendedRows";
import { NoIssues } from "./NoIssues";
import { RowDrawer } from "./RowDrawer";
import { useLeaveOut } from "./useLeaveOut";

const PAGE_SIZE = 50;

export default function IssuesPage() {
  const [filters, setFilters] = useUrlState(DEFAULTS);
  const issues = useIssues(paramsOf(filters));
  return (
    <>
      <PageHeader
        title="Issues"
        description="Rows that could not be imported as they came. Fill the gap, or leave them out; the rest of their import is in your journal already."
      />
      <MendedRows />
      <IssueFilters
        filters={filters}
        page={issues.data}
        onChange={(change) => setFilters({ ...change, page: "1" })}
      />
      <Loaded query={issues}>
        {(page) => (
          <Inbox
            key={`${filters.state} ${filters.code} ${filters.job} ${filters.page}`}
            page={page}
            filters={filters}
            isStale={issues.isPlaceholderData}
            onFilters={setFilters}
          />
        )}
      </Loaded>
    </>
  );
}

function paramsOf({ state, code, job, page }: Filters): IssuesParams {
  const params: IssuesParams = { page: Number(page), page_size: PAGE_SIZE };
  if (state !== "all") params.state = state as IssuesParams["state"];
  if (code) params.code = code;
  if (job) params.job = Number(job);
  return params;
}

interface InboxProps {
  page: IssuePage;
  filters: Filters;
  isStale: boolean;
  onFilters: (change: Partial<Filters>) => void;
}

function Inbox({ page, filters, isStale, onFilters }: InboxProps) {
  const [open, setOpen] = useState<Issue | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const leaving = useLeaveOut();
  const issues = page.results.filter((issue) => !leaving.gone.has(issue.id));
  const chosen = issues.filter((issue) => selected.has(issue.id) && issue.state === "open");
  return (
    <>
      <BulkBar issues={chosen} onDone={() => setSelected(new Set())} />
      <IssuesTable
        issues={issues}
        isStale={isStale}
        onOpen={setOpen}
        onLeaveOut={leaving.leaveOut}
        selection={filters.state === "open" ? { selected, onChange: setSelected } : undefined}
        empty={<NoIssues page={page} filters={filters} onClear={() => onFilters(DEFAULTS)} />}
        paging={{
          page: Number(filters.page),
          pageSize: PAGE_SIZE,
          count: page.count,
          onPage: (number) => onFilters({ page: String(number) }),
        }}
      />
      <RowDrawer
        issue={open}
        onClose={() => setOpen(null)}
        onSettled={(issue) => setOpen(nextOf(issues, issue))}
      />
    </>
  );
}

/** The open issue after this one; the one before where it was the last. */
function nextOf(issues: readonly Issue[], settled: Issue): Issue | null {
  const at = issues.findIndex((issue) => issue.id === settled.id);
  const others = [...issues.slice(at + 1), ...issues.slice(0, Math.max(0, at))];
  return settled.state === "open" ? (others.find((issue) => issue.state === "open") ?? null) : null;
}
