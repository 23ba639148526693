import { Pagination, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useRef } from "react";

import { formatNumber } from "@/lib/numbers";

import { Cards } from "./Cards";
import classes from "./DataTable.module.css";
import { Rows } from "./Rows";
import { useRowKeys } from "./useRowKeys";
import { useRowLinks } from "./useRowLinks";

export interface Column<T> {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The name of the API's ordering; without it the column cannot be sorted. */
  sort?: string;
  /** 1 always shows, 2 leaves where it is narrow, 3 leaves first. On a phone only 1 and 2 show, as a card. */
  priority?: 1 | 2 | 3;
  align?: "left" | "right";
  width?: number | string;
  /** The header is for those who cannot see the table; what stands under it explains itself. */
  hideHeader?: boolean;
  /** On a card: the value explains itself, so the header is left out. */
  speaksForItself?: boolean;
  /** On a card: nothing to tell of this row, so it takes no room. */
  isEmpty?: (row: T) => boolean;
}

export interface Selection {
  selected: ReadonlySet<number>;
  onChange: (selected: ReadonlySet<number>) => void;
}

export interface DataTableProps<T> {
  /** What the table holds, for those who cannot see it. */
  caption: string;
  /** The first column names the row: give it a `RowLink` or a button where a row can be opened. */
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowId: (row: T) => number;
  /** Names a row in the labels of its checkbox. */
  rowLabel: (row: T) => string;
  /** `name` or `-name`, as the API writes it. */
  ordering?: string;
  onOrdering?: (ordering: string) => void;
  selection?: Selection;
  paging?: { page: number; pageSize: number; count: number; onPage: (page: number) => void };
  /** New rows are on their way; these are the ones from before. */
  isStale?: boolean;
  /** Shown in place of rows where there are none. */
  empty?: ReactNode;
}

/**
 * Rows in columns that sort; cards on a phone. Keys: up and down (or k and j) go from row to row, Enter opens, x
 * selects, Shift with a click selects a range.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { rows, paging, empty, isStale } = props;
  const isPhone = useMediaQuery("(max-width: 40em)", false, { getInitialValueInEffect: false });
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  useRowLinks(frame);
  if (!rows.length && empty) return empty;
  return (
    <div ref={frame} className={classes.frame} data-stale={isStale || undefined} aria-busy={isStale}>
      {isPhone ? <Cards {...props} /> : <Rows {...props} />}
      {paging && <Pages {...paging} />}
    </div>
  );
}

function Pages({ page, pageSize, count, onPage }: NonNullable<DataTableProps<unknown>["paging"]>) {
  const total = Math.max(1, Math.ceil(count / pageSize));
  const first = count ? (page - 1) * pageSize + 1 : 0;
  const last = Math.min(count, page * pageSize);
  return (
    <nav className={classes.pages} aria-label="Pages">
      <Text size="sm" c="dimmed" role="status">
        {formatNumber(first)}–{formatNumber(last)} of {formatNumber(count)}
      </Text>
      {total > 1 && (
        <Pagination
          size="sm"
          value={page}
          total={total}
          siblings={1}
          onChange={onPage}
          getItemProps={(number) => ({ "aria-label": `Page ${number}` })}
          getControlProps={(control) => ({ "aria-label": `${control} page` })}
        />
      )}
    </nav>
  );
}
