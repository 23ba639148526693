import { Check, CircleDashed, X } from "lucide-react";

import type { components } from "@/types/schema";

import classes from "./Badges.module.css";

export type Outcome = components["schemas"]["Log"]["outcome"];

const OUTCOMES = {
  Solved: { icon: Check, tone: "good" },
  Partial: { icon: CircleDashed, tone: "waiting" },
  Failed: { icon: X, tone: "bad" },
} as const;

/** How an attempt ended: a sign, a word and a colour. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const { icon: Icon, tone } = OUTCOMES[outcome];
  return (
    <span className={`${classes.badge} ${classes.tone}`} data-tone={tone}>
      <Icon size={12} strokeWidth={2.75} aria-hidden />
      {outcome}
    </span>
  );
}
