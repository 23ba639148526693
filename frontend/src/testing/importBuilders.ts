/* Things of imports as the API gives them, with defaults that a test overrides where it cares. */

import type { components } from "@/types/schema";

type Schemas = components["schemas"];

export function buildPlatform(given: Partial<Schemas["Platform"]> = {}): Schemas["Platform"] {
  return {
    slug: "kata",
    name: "Katas",
    homepage: "https://katas.example",
    username_help: "letters and digits",
    username_max: 64,
    credential: null,
    oauth: null,
    csv_only: "",
    record_type: "solve",
    yields: ["solves", "statistics"],
    reach: "your whole history",
    has_details: true,
    offline: false,
    nominal_minutes: 30,
    page_size: 100,
    page_limit: 100,
    min_interval: 0.5,
    paced_by: "host",
    file_formats: [],
    available: true,
    notice: "",
    ...given,
  };
}

export function buildRow(given: Partial<Schemas["Row"]> = {}): Schemas["Row"] {
  return {
    id: 71,
    job: 12,
    number: 3,
    raw: { name: "Two Sum" },
    values: {
      question_id: "two-sum",
      title: "Two Sum",
      solved_at: "2026-03-05T11:00:00+00:00",
      outcome: "Solved",
    },
    outcome: "new",
    state: "committed",
    effects: {},
    kept_mine: [],
    ...given,
  };
}

const SOLVE_FIELDS = [
  "question_id",
  "attempt_id",
  "title",
  "solved_at",
  "url",
  "languages",
  "outcome",
  "difficulty",
  "tags",
  "minutes",
  "minutes_estimated",
];

/** A row that waits because its date could not be read. */
export function buildIssue(given: Partial<Schemas["Issue"]> = {}): Schemas["Issue"] {
  return {
    id: 5,
    job: 12,
    platform: "kata",
    record_type: "solve",
    row_fields: [...SOLVE_FIELDS],
    row: buildRow({
      outcome: "invalid",
      state: "waiting",
      values: { question_id: "two-sum", title: "Two Sum", outcome: "Solved", languages: ["Python"] },
      raw: { name: "Two Sum", at: "someday" },
    }),
    code: "invalid_date",
    field: "solved_at",
    detail: "this is not a date after 1970",
    state: "open",
    resolution: "",
    created_at: "2026-03-05T12:00:00Z",
    resolved_at: null,
    ...given,
  };
}

export function issuePage(issues: Schemas["Issue"][], totals = { open: issues.length, resolved: 0 }) {
  return { count: issues.length, next: null, previous: null, results: issues, totals };
}
