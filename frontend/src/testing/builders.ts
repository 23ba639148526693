/* Things as the API gives them, with defaults that a test overrides where it cares. */

import type { components } from "@/types/schema";

type Schemas = components["schemas"];

export function buildUser(given: Partial<Schemas["SignedIn"]> = {}): Schemas["SignedIn"] {
  const alice = {
    id: 1,
    username: "alice",
    email: "alice@example.org",
    time_zone: "Europe/Berlin",
    is_guest: false,
  };
  return { ...alice, ...given };
}

export function buildTag(given: Partial<Schemas["Tag"]> = {}): Schemas["Tag"] {
  return {
    id: 1,
    name: "graphs",
    description: "",
    questions_count: 0,
    created_at: "2026-01-05T10:00:00Z",
    updated_at: "2026-01-05T10:00:00Z",
    ...given,
  };
}

export function buildCounts(given: Partial<Schemas["Counts"]> = {}): Schemas["Counts"] {
  return { read: 0, new: 0, updated: 0, unchanged: 0, duplicate: 0, ignored: 0, invalid: 0, ...given };
}

export function buildJob(given: Partial<Schemas["Job"]> = {}): Schemas["Job"] {
  return {
    id: 12,
    kind: "platform",
    platform: "sample",
    username: "alice",
    profile: null,
    sync: false,
    record_type: "solve",
    filename: "",
    state: "completed",
    preview: false,
    cancel_requested: false,
    total: 10,
    counts: buildCounts({ read: 10, new: 10 }),
    open_issues: 0,
    error: null,
    not_before: null,
    attempts: 1,
    events: [],
    undo: null,
    created_at: "2026-03-05T12:00:00Z",
    started_at: "2026-03-05T12:00:01Z",
    finished_at: "2026-03-05T12:00:04Z",
    ...given,
  };
}
