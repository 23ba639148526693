import { Group, Progress, Text } from "@mantine/core";

import type { Job } from "@/lib/endpoints/jobs";
import { isLive } from "@/lib/endpoints/jobs";
import { count, formatNumber } from "@/lib/numbers";

const COUNTS = ["new", "updated", "unchanged", "duplicate", "ignored", "invalid"] as const;

type Progressing = Pick<Job, "counts" | "open_issues" | "state" | "total">;

/** How far an import is, and what it has found so far. It speaks up politely when its words change. */
export function JobProgress({ job, label }: { job: Progressing; label: string }) {
  const done = job.counts.read;
  const live = isLive(job);
  const isMeasured = job.total !== null && job.total > 0;
  const share = isMeasured ? Math.min(100, (100 * done) / (job.total ?? 1)) : 100;
  return (
    <div>
      <Group justify="space-between" mb={6} gap="xs">
        <Text size="sm" fw={550}>
          {label}
        </Text>
        <Text size="sm" c="dimmed" role="status">
          {isMeasured
            ? `${formatNumber(done)} of ${formatNumber(job.total ?? 0)}`
            : `${formatNumber(done)} read`}
        </Text>
      </Group>
      <Progress
        value={live || isMeasured ? share : 100}
        animated={live}
        striped={live && !isMeasured}
        size="sm"
        aria-label={label}
      />
      <Group gap="md" mt={8}>
        {COUNTS.filter((name) => job.counts[name] > 0).map((name) => (
          <Text key={name} size="sm" c="dimmed">
            <Text span fw={600} c="var(--mantine-color-text)">
              {formatNumber(job.counts[name])}
            </Text>{" "}
            {name}
          </Text>
        ))}
        {job.open_issues > 0 && <Text size="sm">{count(job.open_issues, "row needs", "rows need")} you</Text>}
      </Group>
    </div>
  );
}
