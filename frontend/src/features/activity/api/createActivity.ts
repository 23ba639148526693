/* POST /api/activities/ */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

import type { Practice } from "./activities";

export type PracticeValues = components["schemas"]["ActivityRequest"];

export function createActivity(body: PracticeValues): Promise<Practice> {
  return read(api.POST("/api/activities/", { body }));
}

export function useCreateActivity() {
  return useMutation({ mutationFn: createActivity, meta: { touches: ["activities", "stats"] } });
}
