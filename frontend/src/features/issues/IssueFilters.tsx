import { Group, SegmentedControl, Select } from "@mantine/core";

import { useJobs } from "@/lib/endpoints/jobs";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { nameOf } from "@/lib/jobWords";
import { formatNumber } from "@/lib/numbers";

import type { IssuePage } from "./api/issues";
import classes from "./Issues.module.css";
import { KINDS, kindOf } from "./words";

export const DEFAULTS = { state: "open", code: "", job: "", page: "1" };
export type Filters = typeof DEFAULTS;

interface Props {
  filters: Filters;
  page: IssuePage | undefined;
  onChange: (change: Partial<Filters>) => void;
}

export function IssueFilters({ filters, page, onChange }: Props) {
  if (page && isUseless(filters, page)) return null;
  return (
    <Group gap="xs" mb="md" role="search" aria-label="Filter issues">
      <SegmentedControl
        aria-label="State"
        value={filters.state}
        onChange={(state) => onChange({ state })}
        data={[
          { value: "open", label: withNumber("Open", page?.totals.open) },
          { value: "resolved", label: withNumber("Settled", page?.totals.resolved) },
          { value: "all", label: "All" },
        ]}
      />
      <Select
        className={classes.filter}
        aria-label="Kind"
        placeholder="Any kind"
        data={kinds(filters, page).map((code) => ({ value: code, label: kindOf(code) }))}
        value={filters.code || null}
        onChange={(code) => onChange({ code: code ?? "" })}
        clearable
        clearButtonProps={{ "aria-label": "Any kind" }}
      />
      <JobFilter job={filters.job} onChange={(job) => onChange({ job })} />
    </Group>
  );
}

/** Nothing to filter, and nothing that is filtered. */
function isUseless(filters: Filters, { totals }: IssuePage): boolean {
  return (
    totals.open + totals.resolved === 0 && !filters.code && !filters.job && filters.state === DEFAULTS.state
  );
}

function withNumber(label: string, number: number | undefined): string {
  return number === undefined ? label : `${label} ${formatNumber(number)}`;
}

/** Those we know, and whatever else is on the page or in the address. */
function kinds(filters: Filters, page: IssuePage | undefined): string[] {
  const seen = page?.results.map((issue) => issue.code) ?? [];
  return [...new Set([...Object.keys(KINDS), ...seen, filters.code])].filter(Boolean);
}

function JobFilter({ job, onChange }: { job: string; onChange: (job: string) => void }) {
  const platforms = usePlatforms().data ?? [];
  const jobs = useJobs({ state: "needs_review", page_size: 100 }).data?.results ?? [];
  const nameOfPlatform = (slug: string) => platforms.find((one) => one.slug === slug)?.name ?? slug;
  const choices = jobs.map((one) => ({
    value: String(one.id),
    label: `${nameOf(one, nameOfPlatform(one.platform))} (${one.id})`,
  }));
  if (job && !choices.some((choice) => choice.value === job))
    choices.push({ value: job, label: `Import ${job}` });
  return (
    <Select
      className={classes.filter}
      aria-label="Import"
      placeholder="Any import"
      data={choices}
      value={job || null}
      onChange={(value) => onChange(value ?? "")}
      clearable
      clearButtonProps={{ "aria-label": "Any import" }}
      nothingFoundMessage="No import waits for you"
    />
  );
}
