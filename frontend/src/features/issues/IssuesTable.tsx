import { Anchor, Button, Text } from "@mantine/core";
import { useRef } from "react";
import { Link } from "react-router";

import { type Column, DataTable, type DataTableProps } from "@/components/table/DataTable";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { sentence } from "@/lib/jobWords";

import type { Issue } from "./api/issues";
import classes from "./Issues.module.css";
import { useIssueKeys } from "./useIssueKeys";
import { kindOf, resolutionOf, rowName } from "./words";

interface Props extends Pick<DataTableProps<Issue>, "paging" | "isStale" | "empty" | "selection"> {
  issues: readonly Issue[];
  onOpen: (issue: Issue) => void;
  onLeaveOut: (issue: Issue) => void;
}

export function IssuesTable({ issues, onOpen, onLeaveOut, ...rest }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  useIssueKeys(frame, issues, { e: onOpen, d: onLeaveOut });
  const columns = useColumns(onOpen, onLeaveOut);
  return (
    <div ref={frame}>
      {issues.length > 0 && <Keys />}
      <DataTable
        caption="Rows that need you"
        columns={columns}
        rows={issues}
        rowId={(issue) => issue.id}
        rowLabel={rowName}
        {...rest}
      />
    </div>
  );
}

function useColumns(onOpen: Props["onOpen"], onLeaveOut: Props["onLeaveOut"]): Column<Issue>[] {
  const platforms = usePlatforms().data ?? [];
  const nameOfPlatform = (slug: string) => platforms.find((one) => one.slug === slug)?.name ?? slug;
  return [
    {
      key: "row",
      header: "Row",
      cell: (issue) => (
        <Anchor component="button" type="button" fw={550} ta="left" onClick={() => onOpen(issue)}>
          {rowName(issue)}
        </Anchor>
      ),
    },
    {
      key: "detail",
      header: "What is wrong",
      cell: (issue) => <Text size="sm">{sentence(issue.detail)}</Text>,
      speaksForItself: true,
    },
    {
      key: "code",
      header: "Kind",
      cell: (issue) => <Kind issue={issue} />,
      priority: 3,
      speaksForItself: true,
    },
    {
      key: "job",
      header: "Import",
      cell: (issue) => (
        <Anchor component={Link} to={`/jobs/${issue.job}`} size="sm">
          {nameOfPlatform(issue.platform) || "File"} {issue.job}
        </Anchor>
      ),
      priority: 3,
    },
    {
      key: "settle",
      header: "Decision",
      cell: (issue) => <Settle issue={issue} onOpen={onOpen} onLeaveOut={onLeaveOut} />,
      align: "right",
      speaksForItself: true,
    },
  ];
}

function Kind({ issue }: { issue: Issue }) {
  return (
    <Text size="sm" c="dimmed">
      {kindOf(issue.code)}
    </Text>
  );
}

function Settle({ issue, onOpen, onLeaveOut }: { issue: Issue } & Pick<Props, "onOpen" | "onLeaveOut">) {
  if (issue.state === "resolved") {
    return (
      <Text size="sm" c="dimmed">
        {resolutionOf(issue)}
      </Text>
    );
  }
  return (
    <div className={classes.settle}>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => onOpen(issue)}
        aria-label={`Edit ${rowName(issue)}`}
      >
        Edit
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        onClick={() => onLeaveOut(issue)}
        aria-label={`Leave out ${rowName(issue)}`}
      >
        Leave out
      </Button>
    </div>
  );
}

function Keys() {
  return (
    <Text size="xs" c="dimmed" className={classes.keys}>
      <kbd>j</kbd> <kbd>k</kbd> to move, <kbd>e</kbd> to edit, <kbd>d</kbd> to leave out, <kbd>x</kbd> to
      select
    </Text>
  );
}
