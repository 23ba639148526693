import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { formatNumber } from "@/lib/numbers";

import classes from "./Bars.module.css";

export interface Bar {
  key: string;
  label: ReactNode;
  to: string;
  questions: number;
  solved: number;
}

/** Questions by some property: the length is how many there are, the filled part how many of them are solved. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.questions));
  return (
    <ul className={classes.bars}>
      {bars.map((bar) => (
        <li key={bar.key} className={classes.bar}>
          <Anchor component={Link} to={bar.to} size="sm" className={classes.label}>
            {bar.label}
          </Anchor>
          <span className={classes.numbers}>
            <b>{formatNumber(bar.solved)}</b> of {formatNumber(bar.questions)} solved
          </span>
          <span className={classes.track} aria-hidden>
            <span className={classes.all} style={{ width: percent(bar.questions, most) }}>
              <span className={classes.solved} style={{ width: percent(bar.solved, bar.questions) }} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function percent(part: number, whole: number): string {
  return `${whole ? (100 * part) / whole : 0}%`;
}
