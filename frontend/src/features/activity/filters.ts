import { useUrlState } from "@/lib/urlState";

import type { LogsParams } from "./api/logs";

export const LOGS_A_PAGE = 50;

const DEFAULTS = { platform: "", outcome: "", since: "", until: "", job: "", page: "1" };

export type Filters = typeof DEFAULTS;
export type SetFilters = (change: Partial<Filters>) => void;

export const NO_FILTERS: Filters = DEFAULTS;

export function useFilters(): [Filters, SetFilters] {
  return useUrlState(DEFAULTS);
}

/** Whatever the address says goes to the server, which refuses what it does not know, in words. */
export function paramsOf({ page, ...filters }: Filters): LogsParams {
  const given = Object.entries(filters).filter(([, value]) => value);
  return { ...Object.fromEntries(given), page: Number(page) || 1, page_size: LOGS_A_PAGE };
}

export function isNarrowed(filters: Filters): boolean {
  return Object.entries(filters).some(([name, value]) => value && name !== "page");
}
