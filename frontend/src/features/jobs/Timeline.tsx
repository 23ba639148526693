import { Text, Title } from "@mantine/core";

import { useDates } from "@/lib/dates";
import type { Job } from "@/lib/endpoints/jobs";
import { clockOf, sentence } from "@/lib/jobWords";

import classes from "./Jobs.module.css";

const KINDS: Record<string, string> = {
  created: "Asked for",
  waiting: "Put off",
  continued: "Goes on in a moment",
  worker_lost: "Taken up again",
  previewed: "Preview ready",
  commit: "Import of the preview asked for",
  reprocess: "Import of the mended rows asked for",
  needs_review: "Done, some rows need you",
  completed: "Completed",
  failed: "Failed",
  cancel_requested: "Asked to stop",
  cancelled: "Cancelled",
  undo: "Undo asked for",
  undone: "Taken back",
};

type Event = Job["events"][number];

/** What happened, oldest first. */
export function Timeline({ job }: { job: Job }) {
  const dates = useDates();
  return (
    <section className={classes.timeline} aria-label="Timeline">
      <Title order={2}>What happened</Title>
      <ol>
        {job.events.map((event) => (
          <li key={`${event.at} ${event.kind}`} data-kind={event.kind}>
            <span>{wordsOf(event)}</span>
            <Text component="time" dateTime={event.at} size="xs" c="dimmed" title={dates.dateTime(event.at)}>
              {clockOf(event.at, dates)}
            </Text>
            {event.detail && (
              <Text size="sm" c="dimmed">
                {sentence(event.detail)}
              </Text>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function wordsOf({ kind }: Event): string {
  return KINDS[kind] ?? sentence(kind.replaceAll("_", " ")).slice(0, -1);
}
