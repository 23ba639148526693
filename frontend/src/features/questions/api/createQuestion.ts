/* POST /api/questions/ */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

import type { Question } from "./questions";

export type NewQuestion = components["schemas"]["QuestionRequest"];

export function createQuestion(body: NewQuestion): Promise<Question> {
  return read(api.POST("/api/questions/", { body }));
}

export function useCreateQuestion() {
  return useMutation({ mutationFn: createQuestion, meta: { touches: ["questions", "tags", "stats"] } });
}
