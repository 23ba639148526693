/* POST /api/tags/ */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

import type { Tag } from "./tags";

export type NewTag = components["schemas"]["TagRequest"];

export function createTag(body: NewTag): Promise<Tag> {
  return read(api.POST("/api/tags/", { body }));
}

export function useCreateTag() {
  return useMutation({ mutationFn: createTag, meta: { touches: ["tags"] } });
}
