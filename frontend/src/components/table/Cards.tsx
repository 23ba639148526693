import type { Column, DataTableProps } from "./DataTable";
import classes from "./DataTable.module.css";
import { SelectBox, useToggles } from "./selecting";

/** The same rows for a phone: the first column on top, the others under it. */
export function Cards<T>({ caption, columns, rows, rowId, rowLabel, selection }: DataTableProps<T>) {
  const toggles = useToggles(rows.map(rowId), selection);
  return (
    <ul className={classes.cards} aria-label={caption} onChange={toggles.onChange}>
      {rows.map((row) => (
        <li key={rowId(row)} className={classes.card} data-row>
          {selection && (
            <div className={classes.cardSelect}>
              <SelectBox id={rowId(row)} label={rowLabel(row)} isSelected={toggles.isSelected(rowId(row))} />
            </div>
          )}
          <Facts columns={columns} row={row} />
        </li>
      ))}
    </ul>
  );
}

function Facts<T>({ columns, row }: { columns: readonly Column<T>[]; row: T }) {
  const [first, ...others] = columns;
  const shown = others.filter((column) => (column.priority ?? 1) < 3 && !column.isEmpty?.(row));
  return (
    <div className={classes.cardBody}>
      <div className={classes.cardTitle}>{first?.cell(row)}</div>
      <div className={classes.facts}>
        {shown.map((column) => (
          <div key={column.key} className={classes.fact}>
            {!column.speaksForItself && <span className={classes.factName}>{column.header}</span>}
            {column.cell(row)}
          </div>
        ))}
      </div>
    </div>
  );
}
