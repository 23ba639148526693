import { type RefObject, useEffect, useRef } from "react";

import type { Issue } from "./api/issues";

type Commands = Record<string, (issue: Issue) => void>;

/** Letters that do something with the row that has the focus. What it does may take the row away: the next one takes over. */
export function useIssueKeys(
  frame: RefObject<HTMLElement | null>,
  issues: readonly Issue[],
  commands: Commands,
): void {
  const latest = useRef({ issues, commands });
  useEffect(() => {
    latest.current = { issues, commands };
  });
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const command = latest.current.commands[event.key];
      const rows = [...(frame.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const issue = latest.current.issues[at];
      if (!command || !issue || isElsewhere(event)) return;
      event.preventDefault();
      if (event.key === "d" && issue.state !== "open") return;
      if (event.key === "d") focusRow(rows[at + 1] ?? rows[at - 1]);
      command(issue);
    };
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, [frame]);
}

function focusRow(row: HTMLElement | undefined): void {
  row?.querySelector<HTMLElement>("button:not([data-select])")?.focus();
}

function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  return Boolean(
    target?.closest("[role=dialog], [role=menu], [role=listbox], input:not([type=checkbox]), textarea"),
  );
}
