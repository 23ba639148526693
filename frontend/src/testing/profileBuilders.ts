/* Accounts as the API gives them, with defaults that a test overrides where it cares. */

import type { components } from "@/types/schema";

type Schemas = components["schemas"];
type Profile = Schemas["Profile"];

export function buildProfile(given: Partial<Profile> = {}): Profile {
  return {
    id: 4,
    platform: "kata",
    username: "bob",
    platform_user_id: "b-1",
    verified_at: "2026-02-27T08:00:00Z",
    credential: buildCredential(),
    rating: 1203,
    rank: "4 kyu",
    problems_solved: 1215,
    by_difficulty: null,
    raw_stats: {},
    stats_at: "2026-02-28T19:30:00Z",
    stale_since: null,
    last_synced_at: "2026-02-28T19:30:04Z",
    last_error: null,
    is_paused: false,
    removal: null,
    status: buildStatus(),
    created_at: "2026-02-27T08:00:00Z",
    updated_at: "2026-02-28T19:30:04Z",
    ...given,
  };
}

/** What is told of a secret. */
export function buildCredential(given: Partial<Profile["credential"]> = {}): Profile["credential"] {
  return { set: false, last4: "", kind: "", set_at: null, state: "", ...given };
}

export function buildStatus(given: Partial<Profile["status"]> = {}): Profile["status"] {
  return {
    state: "ok",
    text: "In sync since 28 February 2026, 19:30 UTC.",
    action: "none",
    next_sync_at: "2099-03-01T19:12:00Z",
    next_sync_reason: "once a day",
    last_sync: buildLastSync(),
    reach: "your whole history",
    reconciliation: { told: 1215, here: 1212, text: "1212 of 1215: 2 without an id, 1 deleted by you" },
    ...given,
  };
}

export function buildLastSync(
  given: Partial<NonNullable<Profile["status"]["last_sync"]>> = {},
): NonNullable<Profile["status"]["last_sync"]> {
  const counts = { read: 215, new: 3, updated: 1, unchanged: 211, duplicate: 0, ignored: 0, invalid: 0 };
  return { at: "2026-02-28T19:30:04Z", job: 12, ...counts, ...given };
}

export function buildRemoved(given: Partial<Schemas["Removed"]> = {}): Schemas["Removed"] {
  return { questions: 0, attempts: 0, activities: 0, kept_count: 0, kept: [], ...given };
}

/** What a platform declares of the secret that it needs. */
export function buildKey(given: Partial<Schemas["PlatformCredential"]> = {}): Schemas["PlatformCredential"] {
  return {
    kind: "token",
    required: true,
    label: "API token",
    help: "from your settings",
    url: "https://katas.example/settings",
    reach: "",
    ...given,
  };
}
