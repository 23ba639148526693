import { useState } from "react";

import { notifyFailed } from "@/lib/notify";

import { useChangeRow } from "./api/changeRow";
import type { Issue } from "./api/issues";

/** Leaves a row out at once: it is gone before the server has answered, and back where the server refuses. */
export function useLeaveOut() {
  const change = useChangeRow();
  const [gone, setGone] = useState<ReadonlySet<number>>(new Set());
  const leaveOut = async (issue: Issue) => {
    setGone((now) => new Set(now).add(issue.id));
    try {
      await change.mutateAsync({ id: issue.row.id, state: "discarded" });
    } catch (error) {
      setGone((now) => new Set([...now].filter((id) => id !== issue.id)));
      notifyFailed(error, "This row could not be left out");
    }
  };
  return { gone, leaveOut: (issue: Issue) => void leaveOut(issue) };
}
