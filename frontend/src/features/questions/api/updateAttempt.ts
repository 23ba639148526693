/* PATCH /api/logs/{id}/ */

import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";

import type { AttemptPage } from "./attempts";
import type { AttemptValues } from "./createAttempt";

export function updateAttempt({ id, ...body }: AttemptValues & { id: number }) {
  return read(api.PATCH("/api/logs/{id}/", { params: { path: { id } }, body }));
}

/** Shown at once, and taken back where the server refuses. */
export function useUpdateAttempt() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: updateAttempt,
    meta: { touches: ["logs", "questions", "stats"] },
    onMutate: async ({ id, ...values }) => {
      const key: QueryKey = ["logs", "question"];
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueriesData<AttemptPage>({ queryKey: key });
      client.setQueriesData<AttemptPage>(
        { queryKey: key },
        (page) =>
          page && {
            ...page,
            results: page.results.map((one) => (one.id === id ? { ...one, ...values } : one)),
          },
      );
      return () => before.forEach(([one, data]) => client.setQueryData(one, data));
    },
    onError: (_error, _values, takeBack) => takeBack?.(),
  });
}
