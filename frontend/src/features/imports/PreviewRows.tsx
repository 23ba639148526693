import { Anchor, SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";

import { RowsTable } from "@/components/jobs/RowsTable";
import { Loaded } from "@/components/Loaded";
import type { Job } from "@/lib/endpoints/jobs";
import { useRows } from "@/lib/endpoints/rows";
import { count, formatNumber } from "@/lib/numbers";

import classes from "./Import.module.css";

const SHOWN = 8;
type Kind = "new" | "updated" | "invalid";
const KINDS: readonly { kind: Kind; label: string }[] = [
  { kind: "new", label: "New" },
  { kind: "updated", label: "Updated" },
  { kind: "invalid", label: "Need you" },
];

/** The first rows of each kind that a preview found. */
export function PreviewRows({ job }: { job: Job }) {
  const kinds = KINDS.filter(({ kind }) => job.counts[kind] > 0);
  const [chosen, setChosen] = useState<Kind | null>(null);
  const kind = chosen ?? kinds[0]?.kind;
  if (!kind) return null;
  return (
    <div className={classes.rows}>
      {kinds.length > 1 && (
        <SegmentedControl
          size="xs"
          value={kind}
          onChange={(value) => setChosen(value as Kind)}
          aria-label="Which rows"
          data={kinds.map((one) => ({
            value: one.kind,
            label: `${one.label} ${formatNumber(job.counts[one.kind])}`,
          }))}
        />
      )}
      <FirstRows job={job} kind={kind} />
    </div>
  );
}

function FirstRows({ job, kind }: { job: Job; kind: Kind }) {
  const rows = useRows(job.id, { outcome: kind, page_size: SHOWN });
  return (
    <Loaded query={rows}>
      {(page) => (
        <div>
          <RowsTable
            caption="The first rows of the preview"
            rows={page.results}
            recordType={job.record_type}
            isStale={rows.isPlaceholderData}
          />
          {page.count > SHOWN && (
            <Text size="sm" c="dimmed" mt={8}>
              And {count(page.count - SHOWN, "more row")}:{" "}
              <Anchor component={Link} to={`/jobs/${job.id}?outcome=${kind}`} size="sm" underline="always">
                see them all
              </Anchor>
            </Text>
          )}
        </div>
      )}
    </Loaded>
  );
}
