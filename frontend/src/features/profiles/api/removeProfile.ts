/* DELETE /api/profiles/{id}/ */

import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api";
import type { components } from "@/types/schema";

export type Removed = components["schemas"]["Removed"];
export type History = "keep" | "remove";

export interface Removal {
  removed: Removed;
  /** A long history goes on by itself; the account goes with its last row. */
  isDone: boolean;
}

export async function removeProfile({ id, history }: { id: number; history: History }): Promise<Removal> {
  const answer = await api.DELETE("/api/profiles/{id}/", { params: { path: { id }, query: { history } } });
  return { removed: answer.data as Removed, isDone: answer.response.status !== 202 };
}

export function useRemoveProfile() {
  return useMutation({ mutationFn: removeProfile });
}
