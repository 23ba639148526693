import { Copy, EyeOff, Equal, PencilLine, Plus, TriangleAlert } from "lucide-react";

import type { Row } from "@/lib/endpoints/rows";

import classes from "../Badges.module.css";

const OUTCOMES = {
  new: { icon: Plus, tone: "good", label: "New" },
  updated: { icon: PencilLine, tone: "waiting", label: "Updated" },
  unchanged: { icon: Equal, tone: "plain", label: "Unchanged" },
  duplicate: { icon: Copy, tone: "plain", label: "Twice" },
  ignored: { icon: EyeOff, tone: "plain", label: "Left out" },
  invalid: { icon: TriangleAlert, tone: "bad", label: "Needs you" },
} as const;

/** What a row does to the journal. */
export function RowOutcome({ outcome }: { outcome: Row["outcome"] }) {
  const { icon: Icon, tone, label } = OUTCOMES[outcome];
  return (
    <span className={`${classes.badge} ${classes.tone}`} data-tone={tone}>
      <Icon size={12} strokeWidth={2.5} aria-hidden />
      {label}
    </span>
  );
}
