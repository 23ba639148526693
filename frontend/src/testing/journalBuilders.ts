/* The journal as the API gives it, with defaults that a test overrides where it cares. */

import type { components } from "@/types/schema";

type Schemas = components["schemas"];

export function buildQuestion(given: Partial<Schemas["Question"]> = {}): Schemas["Question"] {
  return {
    id: 7,
    title: "Two Sum",
    source: "",
    url: "",
    content: "",
    slug: "two-sum",
    difficulty: "Easy",
    is_active: true,
    tags: [],
    attempts_count: 0,
    solved_count: 0,
    last_attempted_at: null,
    platform: null,
    external_id: null,
    created_at: "2026-03-01T10:00:00Z",
    updated_at: "2026-03-01T10:00:00Z",
    ...given,
  };
}

export function buildAttempt(given: Partial<Schemas["Log"]> = {}): Schemas["Log"] {
  return {
    id: 70,
    question: 7,
    question_title: "Two Sum",
    date_attempted: "2026-03-05T12:00:00Z",
    time_spent_min: 25,
    time_is_estimated: false,
    outcome: "Solved",
    solution_approach: "",
    self_notes: "",
    languages: ["Python"],
    platform: null,
    job: null,
    created_at: "2026-03-05T12:00:00Z",
    updated_at: "2026-03-05T12:00:00Z",
    ...given,
  };
}

export function buildStatistics(given: Partial<Schemas["Statistics"]> = {}): Schemas["Statistics"] {
  return {
    totals: buildTotals(),
    streak: { current: 0, longest: 0, last_active: null },
    since: "2025-03-01",
    until: "2026-03-05",
    days: [],
    by_platform: [],
    by_difficulty: [],
    by_tag: [],
    by_service: [],
    untouched: [],
    ...given,
  };
}

export function buildTotals(given: Partial<Schemas["Totals"]> = {}): Schemas["Totals"] {
  return {
    questions: 0,
    solved_questions: 0,
    attempts: 0,
    solved: 0,
    activities: 0,
    minutes: 0,
    attempt_minutes: 0,
    activity_minutes: 0,
    reported_minutes: 0,
    estimated_minutes: 0,
    active_days: 0,
    ...given,
  };
}

export function buildDay(given: Partial<Schemas["Day"]> = {}): Schemas["Day"] {
  return {
    date: "2026-03-05",
    attempts: 0,
    solved: 0,
    activities: 0,
    minutes: 0,
    attempt_minutes: 0,
    activity_minutes: 0,
    estimated_attempt_minutes: 0,
    estimated_activity_minutes: 0,
    ...given,
  };
}

export function buildActivity(given: Partial<Schemas["Activity"]> = {}): Schemas["Activity"] {
  return {
    id: 30,
    date: "2026-03-05",
    service: "A course",
    minutes: 55,
    is_estimated: false,
    title: "Chapter 4",
    platform: null,
    external_id: null,
    job: null,
    created_at: "2026-03-05T12:00:00Z",
    updated_at: "2026-03-05T12:00:00Z",
    ...given,
  };
}
