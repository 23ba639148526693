/* GET /api/questions/?search=: a handful of questions by their words, for the command palette. */

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";

import { api, read } from "@/lib/api";

const SHORTEST = 2;
const MOST = 6;

export function findQuestions(search: string, signal?: AbortSignal) {
  return read(api.GET("/api/questions/", { params: { query: { search, page_size: MOST } }, signal }));
}

export const findQuestionsQuery = (search: string) =>
  queryOptions({
    queryKey: ["questions", "find", search],
    queryFn: ({ signal }) => findQuestions(search, signal),
    enabled: search.length >= SHORTEST,
    placeholderData: search.length >= SHORTEST ? keepPreviousData : undefined,
  });

export function useFindQuestions(search: string) {
  return useQuery(findQuestionsQuery(search));
}
