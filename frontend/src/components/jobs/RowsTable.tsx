import { Anchor, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { type Dates, formatDay, useDates } from "@/lib/dates";
import type { Row } from "@/lib/endpoints/rows";
import { formatMinutes } from "@/lib/numbers";
import { keptOf, nameOfRow, readPractice, readValues } from "@/lib/rowValues";

import { DifficultyBadge } from "../DifficultyBadge";
import { type Column, DataTable, type DataTableProps } from "../table/DataTable";
import classes from "./Jobs.module.css";
import { RowOutcome } from "./RowOutcome";

interface Props extends Pick<DataTableProps<Row>, "paging" | "isStale" | "empty"> {
  caption: string;
  rows: readonly Row[];
  /** What they are rows of, as their job says. */
  recordType: string;
  /** Columns after these. */
  more?: readonly Column<Row>[];
}

/** Rows of an import, each with what it does to the journal. */
export function RowsTable({ caption, rows, recordType, more = [], ...rest }: Props) {
  const dates = useDates();
  const isPractice = recordType === "activity";
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: "title", header: isPractice ? "Practice" : "Question", cell: (row) => <Title row={row} /> },
        OUTCOME,
        ...(isPractice ? PRACTICE : solveColumns(dates)),
        ...more,
      ]}
      rows={rows}
      rowId={(row) => row.id}
      rowLabel={nameOfRow}
      {...rest}
    />
  );
}

const OUTCOME: Column<Row> = {
  key: "outcome",
  header: "Result",
  cell: (row) => <RowOutcome outcome={row.outcome} />,
  speaksForItself: true,
};

const PRACTICE: readonly Column<Row>[] = [
  {
    key: "day",
    header: "Day",
    cell: (row) => dimmed(readPractice(row).day, formatDay),
    isEmpty: (row) => !readPractice(row).day,
    priority: 2,
  },
  {
    key: "minutes",
    header: "Time",
    cell: (row) => <Minutes row={row} />,
    isEmpty: (row) => readPractice(row).minutes === null,
    priority: 2,
  },
];

function solveColumns(dates: Dates): Column<Row>[] {
  return [
    {
      key: "solved_at",
      header: "When",
      cell: (row) => dimmed(readValues(row).solved_at, dates.dateTime),
      isEmpty: (row) => !readValues(row).solved_at,
      priority: 2,
    },
    {
      key: "difficulty",
      header: "Difficulty",
      cell: (row) => <DifficultyBadge difficulty={readValues(row).difficulty} />,
      priority: 3,
    },
    {
      key: "languages",
      header: "Languages",
      cell: (row) => <Text size="sm">{readValues(row).languages.join(", ")}</Text>,
      priority: 3,
    },
  ];
}

function dimmed(moment: string, format: (moment: string) => string): ReactNode {
  return moment ? (
    <Text size="sm" c="dimmed">
      {format(moment)}
    </Text>
  ) : null;
}

function Minutes({ row }: { row: Row }) {
  const { minutes, minutes_estimated } = readPractice(row);
  if (minutes === null) return null;
  return <Text size="sm">{`${minutes_estimated ? "about " : ""}${formatMinutes(minutes)}`}</Text>;
}

function Title({ row }: { row: Row }) {
  const { url } = readValues(row);
  const name = nameOfRow(row);
  return (
    <div className={classes.rowTitle}>
      {url ? (
        <Anchor href={url} target="_blank" rel="noreferrer noopener">
          {name}
        </Anchor>
      ) : (
        name
      )}
      {row.kept_mine.length > 0 && (
        <ul className={classes.both}>
          {row.kept_mine.map((kept) => (
            <li key={kept.field}>{keptOf(kept)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
