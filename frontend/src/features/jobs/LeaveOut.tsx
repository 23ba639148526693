import { Button } from "@mantine/core";
import { useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { useCancelJob } from "@/lib/endpoints/cancelJob";
import type { Job } from "@/lib/endpoints/jobs";
import { count } from "@/lib/numbers";

/** The end of a review that nobody wants to finish; what waits is dropped for good. */
export function LeaveOut({ job }: { job: Job }) {
  const [isAsking, setAsking] = useState(false);
  const cancel = useCancelJob();
  if (job.state !== "needs_review") return null;
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
        Leave the rest out
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title="Leave the rest out?"
        confirmLabel="Leave them out"
        onConfirm={() => cancel.mutateAsync(job.id)}
        onClose={() => setAsking(false)}
      >
        {job.open_issues
          ? `${count(job.open_issues, "row")} that nobody has looked at, and what was mended but not imported, will not come in.`
          : "What was mended but not imported will not come in."}{" "}
        What this import brought before stays.
      </ConfirmDialog>
    </>
  );
}
