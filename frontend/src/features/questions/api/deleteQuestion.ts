/* DELETE /api/questions/{id}/ */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { changed } from "@/lib/query";

import { attemptsKey } from "./attempts";
import { questionQuery } from "./question";

export async function deleteQuestion(id: number): Promise<void> {
  await api.DELETE("/api/questions/{id}/", { params: { path: { id } } });
}

/** The question and its attempts are forgotten rather than asked for again. */
export function useDeleteQuestion() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deleteQuestion,
    meta: { touches: [] },
    onSuccess: (_nothing, id) => {
      client.removeQueries({ queryKey: questionQuery(id).queryKey });
      client.removeQueries({ queryKey: attemptsKey(id) });
      changed(client, ["questions", "tags", "stats", "logs"]);
    },
  });
}
