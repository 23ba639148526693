/* GET /api/questions/ */

import {
  type QueryClient,
  keepPreviousData,
  queryOptions,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";

import { api, read } from "@/lib/api";
import type { components, operations } from "@/types/schema";

export type Question = components["schemas"]["Question"];
export type QuestionPage = components["schemas"]["PaginatedQuestionList"];
export type TagRef = components["schemas"]["TagRef"];
export type QuestionsParams = NonNullable<operations["questions_list"]["parameters"]["query"]>;

export function getQuestions(params: QuestionsParams, signal?: AbortSignal): Promise<QuestionPage> {
  return read(api.GET("/api/questions/", { params: { query: params }, signal }));
}

export const questionsQuery = (params: QuestionsParams) =>
  queryOptions({
    queryKey: ["questions", "list", params],
    queryFn: ({ signal }) => getQuestions(params, signal),
    placeholderData: keepPreviousData,
  });

/** One page; the next one is fetched while this one is read. */
export function useQuestions(params: QuestionsParams) {
  const client = useQueryClient();
  const query = useQuery(questionsQuery(params));
  const hasNext = Boolean(query.data?.next) && !query.isPlaceholderData;
  const next = JSON.stringify(hasNext ? { ...params, page: (params.page ?? 1) + 1 } : null);
  useEffect(() => {
    const following = JSON.parse(next) as QuestionsParams | null;
    if (following) void client.prefetchQuery(questionsQuery(following));
  }, [client, next]);
  return query;
}

/** Changes questions wherever they are shown, before the server has answered. Returns the way back. */
export function changeShown(
  client: QueryClient,
  change: (question: Question) => Question | null,
): () => void {
  const before = client.getQueriesData({ queryKey: ["questions"] });
  client.setQueriesData<QuestionPage>(
    { queryKey: ["questions", "list"] },
    (page) => page && changePage(page, change),
  );
  client.setQueriesData<Question>({ queryKey: ["questions", "one"] }, (one) => (one && change(one)) ?? one);
  return () => before.forEach(([key, data]) => client.setQueryData(key, data));
}

function changePage(page: QuestionPage, change: (question: Question) => Question | null): QuestionPage {
  const results = page.results.flatMap((question) => change(question) ?? []);
  return { ...page, results, count: page.count - (page.results.length - results.length) };
}
