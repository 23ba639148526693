import { X } from "lucide-react";
import { Link } from "react-router";

import classes from "./Badges.module.css";

interface Props {
  name: string;
  /** Makes it a link, for example to the questions that have it. */
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
      <Link to={to} className={classes.chip}>
        {label}
      </Link>
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
