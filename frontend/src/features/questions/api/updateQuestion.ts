/* PATCH /api/questions/{id}/ */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

import { type Question, type TagRef, changeShown } from "./questions";

type Body = components["schemas"]["PatchedQuestionRequest"];

/** What is left out stays as it is. `tags` go to the server as their ids. */
export type QuestionChange = Partial<Omit<Body, "tag_ids">> & { tags?: readonly TagRef[] };

export function updateQuestion({ id, tags, ...change }: QuestionChange & { id: number }): Promise<Question> {
  // The description calls required what has a default; in a PATCH nothing is.
  const body = { ...change, ...(tags && { tag_ids: tags.map((tag) => tag.id) }) } as Body;
  return read(api.PATCH("/api/questions/{id}/", { params: { path: { id } }, body }));
}

/** Shown at once, and taken back where the server refuses. */
export function useUpdateQuestion() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateQuestion,
    meta: { touches: ["questions", "tags", "stats", "logs"] },
    onMutate: async ({ id, tags, ...change }) => {
      await client.cancelQueries({ queryKey: ["questions"] });
      return changeShown(client, (question) =>
        question.id === id ? { ...question, ...change, ...(tags && { tags: [...tags] }) } : question,
      );
    },
    onError: (_error, _change, takeBack) => takeBack?.(),
  });
}

/** The same fields as they were: what undoes this change. */
export function oppositeOf(question: Question, change: QuestionChange): QuestionChange {
  const names = Object.keys(change) as (keyof QuestionChange)[];
  return Object.fromEntries(names.map((name) => [name, question[name]]));
}
