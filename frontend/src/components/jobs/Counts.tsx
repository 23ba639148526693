import { formatNumber } from "@/lib/numbers";
import type { Job } from "@/lib/endpoints/jobs";

import classes from "./Jobs.module.css";

const NAMES = {
  new: "new",
  updated: "updated",
  unchanged: "here already",
  duplicate: "told twice",
  ignored: "left out",
  invalid: "unreadable",
} as const;

/** How the records came out. What is zero is not worth a word, and one number alone has been said in the result. */
export function Counts({ counts }: { counts: Job["counts"] }) {
  const names = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter(
    (name) => name === "new" || counts[name],
  );
  if (names.length < 2) return null;
  return (
    <dl className={classes.counts}>
      {names.map((name) => (
        <div key={name} className={classes.count} data-strong={name === "new" || undefined}>
          <dt>{NAMES[name]}</dt>
          <dd>{formatNumber(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
