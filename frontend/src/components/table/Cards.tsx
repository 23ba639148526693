import type { Column, DataTableProps } from "./DataTable";
import classes from "./DataTable.module.css";
import { SelectBox, type Toggles, useToggles } from "./selecting";

/** The same rows for a phone: the first column on top, the others under it. */
export function Cards<T>({ caption, columns, rows, rowId, rowLabel, selection }: DataTableProps<T>) {
  const toggles = useToggles(rows.map(rowId), selection);
  return (
    <ul className={classes.cards} aria-label={caption}>
      {rows.map((row) => (
        <li key={rowId(row)} className={classes.card} data-row>
          {selection && <Select id={rowId(row)} label={rowLabel(row)} toggles={toggles} />}
          <Facts columns={columns} row={row} />
        </li>
      ))}
    </ul>
  );
}

function Select(props: { id: number; label: string; toggles: Toggles }) {
  return (
    <div className={classes.cardSelect}>
      <SelectBox {...props} />
    </div>
  );
}

function Facts<T>({ columns, row }: { columns: readonly Column<T>[]; row: T }) {
  const [first, ...others] = columns;
  const shown = others.filter((column) => (column.priority ?? 1) < 3);
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
