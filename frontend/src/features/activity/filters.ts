import { useUrlState } from "@/lib/urlState";

import type { ActivitiesParams } from "./api/activities";
import type { LogsParams } from "./api/logs";

export const ROWS_A_PAGE = 50;

const DEFAULTS = {
  /** Attempts at questions; or `practice`, the time that belongs to none. */
  view: "",
  platform: "",
  outcome: "",
  service: "",
  estimated: "",
  since: "",
  until: "",
  job: "",
  page: "1",
};
const OF_BOTH = ["since", "until", "job"] as const;
const OF_ATTEMPTS = ["platform", "outcome", ...OF_BOTH] as const;
const OF_PRACTICE = ["service", "estimated", ...OF_BOTH] as const;

export type Filters = typeof DEFAULTS;
export type SetFilters = (change: Partial<Filters>) => void;

/** Everything but the view. */
export const NO_FILTERS: Partial<Filters> = Object.fromEntries(
  Object.entries(DEFAULTS).filter(([name]) => name !== "view"),
);

export function useFilters(): [Filters, SetFilters] {
  return useUrlState(DEFAULTS);
}

export function isPractice({ view }: Filters): boolean {
  return view === "practice";
}

/** Whatever the address says goes to the server, which refuses what it does not know, in words. */
export function logParams(filters: Filters): LogsParams {
  return { ...given(filters, OF_ATTEMPTS), ...paging(filters) };
}

export function activityParams(filters: Filters): ActivitiesParams {
  return { ...given(filters, OF_PRACTICE), ...paging(filters) };
}

export function isNarrowed(filters: Filters): boolean {
  const names: readonly (keyof Filters)[] = isPractice(filters) ? OF_PRACTICE : OF_ATTEMPTS;
  return names.some((name) => filters[name]);
}

function given(filters: Filters, names: readonly (keyof Filters)[]): object {
  return Object.fromEntries(names.map((name) => [name, filters[name]]).filter(([, value]) => value));
}

function paging({ page }: Filters) {
  return { page: Number(page) || 1, page_size: ROWS_A_PAGE };
}
