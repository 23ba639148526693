import { Button, Group, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { messageOf } from "@/lib/errors";
import { count, formatNumber } from "@/lib/numbers";
import { changed } from "@/lib/query";

import { leaveOut } from "./api/changeRow";
import type { Issue } from "./api/issues";
import classes from "./Issues.module.css";

/** What can be done with the rows that are selected. They are left out one after the other; the first refusal stops. */
export function BulkBar({ issues, onDone }: { issues: readonly Issue[]; onDone: () => void }) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [alert, setAlert] = useState<string | null>(null);
  const run = async () => {
    setAlert(null);
    let done = 0;
    try {
      for (const issue of issues) {
        setProgress({ done, of: issues.length });
        await leaveOut(issue.row.id);
        done += 1;
      }
      onDone();
    } catch (error) {
      setAlert(`${count(done, "row")} left out, then it stopped: ${messageOf(error)}`);
    } finally {
      setProgress(null);
      changed(client, "all");
    }
  };
  return (
    <>
      <FormAlert message={alert} />
      {issues.length > 0 && (
        <Group className={classes.bulk} gap="sm" role="region" aria-label="Selected rows">
          <Text size="sm" role="status">
            {progress
              ? `Leaving out ${formatNumber(progress.done + 1)} of ${formatNumber(progress.of)}`
              : `${count(issues.length, "row")} selected`}
          </Text>
          <Button size="compact-sm" variant="default" loading={progress !== null} onClick={() => void run()}>
            Leave {issues.length === 1 ? "it" : "them"} out
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={progress !== null}
            onClick={onDone}
          >
            Clear
          </Button>
        </Group>
      )}
    </>
  );
}
