/* GET /api/questions/{id}/ */

import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";

import type { Question, QuestionPage } from "./questions";

export function getQuestion(id: number, signal?: AbortSignal): Promise<Question> {
  return read(api.GET("/api/questions/{id}/", { params: { path: { id } }, signal }));
}

export const questionQuery = (id: number) =>
  queryOptions({ queryKey: ["questions", "one", id], queryFn: ({ signal }) => getQuestion(id, signal) });

/** What a list has shown of it stands there at once, while the newest is asked for. */
export function useQuestion(id: number) {
  const client = useQueryClient();
  return useQuery({
    ...questionQuery(id),
    placeholderData: () =>
      client
        .getQueriesData<QuestionPage>({ queryKey: ["questions", "list"] })
        .flatMap(([, page]) => page?.results ?? [])
        .find((question) => question.id === id),
  });
}
