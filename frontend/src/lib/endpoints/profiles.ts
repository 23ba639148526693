/* GET /api/profiles/: a person's accounts on platforms, with how each stands. */

import { queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

export type Profile = components["schemas"]["Profile"];
export type ProfilePage = components["schemas"]["PaginatedProfileList"];
export type ProfileState = Profile["status"]["state"];

// As many as a person may have.
const ALL = 100;
const SOON_MS = 60_000;
const BUSY_POLL_MS = 2_000;
const DUE_POLL_MS = 10_000;
const CALM_POLL_MS = 60_000;

export function getProfiles(signal?: AbortSignal): Promise<ProfilePage> {
  return read(api.GET("/api/profiles/", { params: { query: { page_size: ALL } }, signal }));
}

/** Asked again by itself: what happens to accounts happens without the page as well. */
export const profilesQuery = queryOptions({
  queryKey: ["profiles"],
  queryFn: ({ signal }) => getProfiles(signal),
  refetchInterval: ({ state }) => pollOf(state.data?.results ?? []),
});

export function useProfiles() {
  return useQuery(profilesQuery);
}

function pollOf(profiles: readonly Profile[]): number | false {
  if (!profiles.length) return false;
  if (profiles.some(({ status }) => status.state === "removing")) return BUSY_POLL_MS;
  return profiles.some(isActive) ? DUE_POLL_MS : CALM_POLL_MS;
}

/** Something happens to it, or is about to. */
function isActive({ status }: Profile): boolean {
  const due = status.next_sync_at ? Date.parse(status.next_sync_at) - Date.now() : Infinity;
  return status.state === "syncing" || due < SOON_MS;
}
