/* GET /api/questions/{question_id}/logs/: the attempts at one question, newest first. */

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

export type Attempt = components["schemas"]["Attempt"];
export type AttemptPage = components["schemas"]["PaginatedAttemptList"];

export const ATTEMPTS_A_PAGE = 20;

export function getAttempts(questionId: number, page: number, signal?: AbortSignal): Promise<AttemptPage> {
  const query = { page, page_size: ATTEMPTS_A_PAGE };
  return read(
    api.GET("/api/questions/{question_id}/logs/", {
      params: { path: { question_id: questionId }, query },
      signal,
    }),
  );
}

export const attemptsKey = (questionId: number) => ["logs", "question", questionId] as const;

export const attemptsQuery = (questionId: number, page: number) =>
  queryOptions({
    queryKey: [...attemptsKey(questionId), page],
    queryFn: ({ signal }) => getAttempts(questionId, page, signal),
    placeholderData: keepPreviousData,
  });

export function useAttempts(questionId: number, page: number) {
  return useQuery(attemptsQuery(questionId, page));
}
