/* GET /api/jobs/{id}/rows/?state=waiting: how many rows of a review a person has mended and not imported yet. */

import { useQueries } from "@tanstack/react-query";

import type { Job } from "./jobs";
import { rowsQuery } from "./rows";

/** By job. What waits in a review is either mended, or has an open issue. */
export function useMended(jobs: readonly Job[]): Record<number, number> {
  const reviews = jobs.filter((job) => job.state === "needs_review");
  const pages = useQueries({
    queries: reviews.map((job) => rowsQuery(job.id, { state: "waiting", page_size: 1 })),
  });
  return Object.fromEntries(
    reviews.map((job, at) => [job.id, Math.max(0, (pages[at]?.data?.count ?? 0) - job.open_issues)]),
  );
}
