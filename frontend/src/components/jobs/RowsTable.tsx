import { Anchor, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { useDates } from "@/lib/dates";
import type { Row } from "@/lib/endpoints/rows";
import { keptOf, readValues } from "@/lib/rowValues";

import { DifficultyBadge } from "../DifficultyBadge";
import { type Column, DataTable, type DataTableProps } from "../table/DataTable";
import classes from "./Jobs.module.css";
import { RowOutcome } from "./RowOutcome";

interface Props extends Pick<DataTableProps<Row>, "paging" | "isStale" | "empty"> {
  caption: string;
  rows: readonly Row[];
  /** Columns after these. */
  more?: readonly Column<Row>[];
}

/** Rows of an import, each with what it does to the journal. */
export function RowsTable({ caption, rows, more = [], ...rest }: Props) {
  const dates = useDates();
  const columns: Column<Row>[] = [
    { key: "title", header: "Question", cell: (row) => <Title row={row} /> },
    {
      key: "outcome",
      header: "Result",
      cell: (row) => <RowOutcome outcome={row.outcome} />,
      speaksForItself: true,
    },
    {
      key: "solved_at",
      header: "When",
      cell: (row) => when(readValues(row).solved_at, dates.dateTime),
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
    ...more,
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowLabel={(row) => readValues(row).title || `row ${row.number}`}
      {...rest}
    />
  );
}

function when(moment: string, format: (moment: string) => string): ReactNode {
  return moment ? (
    <Text size="sm" c="dimmed">
      {format(moment)}
    </Text>
  ) : null;
}

function Title({ row }: { row: Row }) {
  const { title, question_id, url } = readValues(row);
  const name = title || question_id || `Row ${row.number}`;
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
