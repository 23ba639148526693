import { Ban, Check, CircleAlert, Clock, Eye, LoaderCircle, X } from "lucide-react";

import type { JobState } from "@/lib/endpoints/jobs";

import classes from "./Badges.module.css";

const STATES = {
  queued: { icon: Clock, tone: "waiting", label: "Waiting" },
  running: { icon: LoaderCircle, tone: "waiting", label: "Running" },
  completed: { icon: Check, tone: "good", label: "Completed" },
  needs_review: { icon: CircleAlert, tone: "waiting", label: "Needs review" },
  previewed: { icon: Eye, tone: "plain", label: "Preview" },
  failed: { icon: X, tone: "bad", label: "Failed" },
  cancelled: { icon: Ban, tone: "plain", label: "Cancelled" },
} as const;

export function JobStateBadge({ state }: { state: JobState }) {
  const { icon: Icon, tone, label } = STATES[state];
  return (
    <span className={`${classes.badge} ${classes.tone}`} data-tone={tone}>
      <Icon size={12} strokeWidth={2.5} aria-hidden />
      {label}
    </span>
  );
}
