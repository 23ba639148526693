/* PUT /api/staging/{id}/: mends a row that waits, or leaves it out. */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { Row } from "@/lib/endpoints/rows";
import { ApiError } from "@/lib/errors";
import { changed } from "@/lib/query";
import type { components } from "@/types/schema";

export type RowChange = components["schemas"]["RowChangeRequest"];

export function changeRow({ id, ...body }: RowChange & { id: number }): Promise<Row> {
  return read(api.PUT("/api/staging/{id}/", { params: { path: { id } }, body }));
}

export function leaveOut(id: number): Promise<Row> {
  return changeRow({ id, state: "discarded" });
}

/** A row that somebody settled meanwhile is refused; then all that is shown may be old. */
export function useChangeRow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changeRow,
    onError: (error) => {
      if (error instanceof ApiError && error.status !== 400) changed(client, "all");
    },
  });
}
