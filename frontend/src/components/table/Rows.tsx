import { Checkbox, Table, VisuallyHidden } from "@mantine/core";
import { ArrowDown, ArrowUp } from "lucide-react";

import type { Column, DataTableProps } from "./DataTable";
import classes from "./DataTable.module.css";
import { SelectBox, useToggles } from "./selecting";

export function Rows<T>(props: DataTableProps<T>) {
  const { caption, columns, rows, rowId, rowLabel, selection } = props;
  const ids = rows.map(rowId);
  const toggles = useToggles(ids, selection);
  return (
    <Table className={classes.table} highlightOnHover>
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      <Table.Thead className={classes.head}>
        <Table.Tr>
          {selection && (
            <Table.Th className={classes.select}>
              <Checkbox
                size="xs"
                aria-label="Select all on this page"
                checked={toggles.all}
                indeterminate={toggles.some}
                onChange={toggles.toggleAll}
              />
            </Table.Th>
          )}
          {columns.map((column) => (
            <Heading key={column.key} column={column} {...props} />
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr
            key={rowId(row)}
            data-row
            data-selected={selection?.selected.has(rowId(row)) || undefined}
          >
            {selection && (
              <Table.Td className={classes.select}>
                <SelectBox id={rowId(row)} label={rowLabel(row)} toggles={toggles} />
              </Table.Td>
            )}
            {columns.map((column) => (
              <Table.Td key={column.key} data-priority={column.priority ?? 1} ta={column.align}>
                {column.cell(row)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface HeadingProps<T> {
  column: Column<T>;
  ordering?: string;
  onOrdering?: (ordering: string) => void;
}

function Heading<T>({ column, ordering, onOrdering }: HeadingProps<T>) {
  const direction = column.sort ? directionOf(column.sort, ordering) : undefined;
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <Table.Th
      data-priority={column.priority ?? 1}
      ta={column.align}
      data-align={column.align}
      w={column.width}
      aria-sort={column.sort ? (direction ?? "none") : undefined}
    >
      {column.sort && onOrdering ? (
        <button
          type="button"
          className={classes.sort}
          data-active={direction}
          onClick={() => onOrdering(nextOrdering(column.sort ?? "", ordering))}
        >
          {column.header}
          <Arrow size={13} aria-hidden />
        </button>
      ) : column.hideHeader ? (
        <VisuallyHidden>{column.header}</VisuallyHidden>
      ) : (
        column.header
      )}
    </Table.Th>
  );
}

function directionOf(sort: string, ordering = ""): "ascending" | "descending" | undefined {
  if (ordering === sort) return "ascending";
  return ordering === `-${sort}` ? "descending" : undefined;
}

function nextOrdering(sort: string, ordering?: string): string {
  return ordering === sort ? `-${sort}` : sort;
}
