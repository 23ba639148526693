import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { formatNumber } from "@/lib/numbers";

import classes from "./Bars.module.css";

export interface Bar {
  key: string;
  label: ReactNode;
  to: string;
  /** How long it is, and how much of it is filled. */
  all: number;
  part: number;
  /** The same in words. */
  words: ReactNode;
}

/** One bar a row, each measured against the longest. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.all));
  return (
    <ul className={classes.bars}>
      {bars.map((bar) => (
        <li key={bar.key} className={classes.bar}>
          <Anchor component={Link} to={bar.to} size="sm" className={classes.label}>
            {bar.label}
          </Anchor>
          <span className={classes.numbers}>{bar.words}</span>
          <span className={classes.track} aria-hidden>
            <span className={classes.all} style={{ width: percent(bar.all, most) }}>
              <span className={classes.solved} style={{ width: percent(bar.part, bar.all) }} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Questions, and how many of them are solved. */
export function ofQuestions({ questions, solved }: { questions: number; solved: number }) {
  return {
    all: questions,
    part: solved,
    words: (
      <>
        <b>{formatNumber(solved)}</b> of {formatNumber(questions)} solved
      </>
    ),
  };
}

function percent(part: number, whole: number): string {
  return `${whole ? (100 * part) / whole : 0}%`;
}
