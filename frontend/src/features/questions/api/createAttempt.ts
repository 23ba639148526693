/* POST /api/questions/{question_id}/logs/ */

import { useMutation } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

import type { Attempt } from "./attempts";

export type AttemptValues = components["schemas"]["AttemptRequest"];

export function createAttempt({
  questionId,
  ...body
}: AttemptValues & { questionId: number }): Promise<Attempt> {
  return read(
    api.POST("/api/questions/{question_id}/logs/", { params: { path: { question_id: questionId } }, body }),
  );
}

export function useCreateAttempt() {
  return useMutation({ mutationFn: createAttempt, meta: { touches: ["logs", "questions", "stats"] } });
}
