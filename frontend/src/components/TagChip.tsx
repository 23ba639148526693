import { X } from "lucide-react";
import classes from "./Badges.module.css";
import { RowLink } from "./table/RowLink";

interface Props {
  name: string;
  /** Makes it a link of a table's row, for example to the questions that have it. */
  to?: string;
  onRemove?: () => void;
}

export function TagChip({ name, to, onRemove }: Props) {
  const label = (
    <span className={classes.chipName} title={name}>
      {name}
    </span>
  );
  if (to) {
    return (
      <RowLink to={to} className={classes.chip}>
        {label}
      </RowLink>
    );
  }
  return (
    <span className={classes.chip}>
      {label}
      {onRemove && (
        <button type="button" className={classes.remove} onClick={onRemove} aria-label={`Remove ${name}`}>
          <X size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}
