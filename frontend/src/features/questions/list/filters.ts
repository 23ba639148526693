/* What the list is narrowed to, as the address says it and as the API asks for it. */

import { useUrlState } from "@/lib/urlState";

import type { QuestionsParams } from "../api/questions";

export const QUESTIONS_A_PAGE = 50;

const DEFAULTS = {
  search: "",
  tag: "",
  difficulty: "",
  platform: "",
  is_active: "",
  outcome: "",
  attempted_since: "",
  attempted_until: "",
  ordering: "-created_at",
  page: "1",
};

export type Filters = typeof DEFAULTS;
export type SetFilters = (change: Partial<Filters>, options?: { replace?: boolean }) => void;

const NARROWING = [
  "search",
  "tag",
  "difficulty",
  "platform",
  "is_active",
  "outcome",
  "attempted_since",
  "attempted_until",
] as const satisfies (keyof Filters)[];

export function useFilters(): [Filters, SetFilters] {
  return useUrlState(DEFAULTS);
}

export function paramsOf(filters: Filters): QuestionsParams {
  const given = Object.entries(filters).filter(([name, value]) => value && name !== "page");
  // Whatever the address says goes to the server, which refuses what it does not know, in words.
  return {
    ...Object.fromEntries(given),
    page: Number(filters.page) || 1,
    page_size: QUESTIONS_A_PAGE,
  };
}

/** How many filters are set; the search apart, for it is always in sight. */
export function countFilters(filters: Filters): number {
  return NARROWING.filter((name) => name !== "search" && filters[name]).length;
}

export function isNarrowed(filters: Filters): boolean {
  return NARROWING.some((name) => filters[name]);
}

export const NO_FILTERS: Partial<Filters> = {
  ...Object.fromEntries(NARROWING.map((name) => [name, ""])),
  page: "1",
};
