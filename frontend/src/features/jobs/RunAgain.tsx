import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useNavigate } from "react-router";

import { Refusal } from "@/components/jobs/Refusal";
import { useImportRun } from "@/lib/endpoints/importRun";
import { type Job, isLive } from "@/lib/endpoints/jobs";

/** The same account once more, as a new import; goes to it as soon as it is there. */
export function RunAgain({ job }: { job: Job }) {
  const run = useImportRun();
  const navigate = useNavigate();
  const next = run.job && run.job.id !== job.id ? run.job.id : null;
  useEffect(() => {
    if (next !== null) void navigate(`/jobs/${next}`);
  }, [navigate, next]);
  if (isLive(job) || job.kind !== "platform") return null;
  const request = {
    platform: job.platform,
    username: job.username,
    preview: false,
    details: false,
    bring_back: false,
  };
  return (
    <>
      <Button variant="default" loading={run.isStarting} onClick={() => void run.start(request)}>
        Run again
      </Button>
      {run.refusal && <Refusal key={run.refusal.message} error={run.refusal} />}
    </>
  );
}
