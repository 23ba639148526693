import { VisuallyHidden } from "@mantine/core";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, memo } from "react";

import type { Column, DataTableProps } from "./DataTable";
import classes from "./DataTable.module.css";
import { SelectAll, SelectBox, useToggles } from "./selecting";

export function Rows<T>(props: DataTableProps<T>) {
  const { caption, columns, rows, rowId, rowLabel, selection } = props;
  const toggles = useToggles(rows.map(rowId), selection);
  return (
    <table className={classes.table}>
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      <thead className={classes.head}>
        <tr>
          {selection && (
            <th className={classes.select}>
              <SelectAll toggles={toggles} />
            </th>
          )}
          {columns.map((column) => (
            <Heading key={column.key} column={column} {...props} />
          ))}
        </tr>
      </thead>
      <tbody onChange={toggles.onChange}>
        {rows.map((row) => (
          <Row
            key={rowId(row)}
            row={row}
            columns={columns}
            id={rowId(row)}
            label={rowLabel(row)}
            isSelected={selection ? toggles.isSelected(rowId(row)) : null}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps<T> {
  row: T;
  columns: readonly Column<T>[];
  id: number;
  label: string;
  /** null where rows cannot be chosen. */
  isSelected: boolean | null;
}

/** Drawn again only when something of it changed: keep `columns` the same from one time to the next. */
const Row = memo(function Row<T>({ row, columns, id, label, isSelected }: RowProps<T>) {
  return (
    <tr data-row data-selected={isSelected || undefined}>
      {isSelected !== null && (
        <td className={classes.select}>
          <SelectBox id={id} label={label} isSelected={isSelected} />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.key} data-priority={column.priority ?? 1} data-align={column.align}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}) as <T>(props: RowProps<T>) => ReactNode;

interface HeadingProps<T> {
  column: Column<T>;
  ordering?: string;
  onOrdering?: (ordering: string) => void;
}

function Heading<T>({ column, ordering, onOrdering }: HeadingProps<T>) {
  const direction = column.sort ? directionOf(column.sort, ordering) : undefined;
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <th
      data-priority={column.priority ?? 1}
      data-align={column.align}
      style={{ width: column.width }}
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
    </th>
  );
}

function directionOf(sort: string, ordering = ""): "ascending" | "descending" | undefined {
  if (ordering === sort) return "ascending";
  return ordering === `-${sort}` ? "descending" : undefined;
}

function nextOrdering(sort: string, ordering?: string): string {
  return ordering === sort ? `-${sort}` : sort;
}
