import {
  Check,
  CircleDashed,
  CircleQuestionMark,
  Clock,
  KeyRound,
  LoaderCircle,
  Pause,
  PowerOff,
  Trash2,
  TriangleAlert,
  UserRoundX,
} from "lucide-react";

import type { ProfileState } from "@/lib/endpoints/profiles";

import classes from "./Badges.module.css";

const STATES = {
  ok: { icon: Check, tone: "good", label: "In sync" },
  syncing: { icon: LoaderCircle, tone: "waiting", label: "Reading" },
  waiting: { icon: Clock, tone: "waiting", label: "Waiting" },
  needs_credential: { icon: KeyRound, tone: "bad", label: "Needs a key" },
  not_found: { icon: UserRoundX, tone: "bad", label: "Not found" },
  failing: { icon: TriangleAlert, tone: "bad", label: "Failing" },
  unverified: { icon: CircleQuestionMark, tone: "waiting", label: "Not checked yet" },
  paused: { icon: Pause, tone: "plain", label: "Paused" },
  platform_off: { icon: PowerOff, tone: "plain", label: "Switched off" },
  never_synced: { icon: CircleDashed, tone: "waiting", label: "Not read yet" },
  removing: { icon: Trash2, tone: "plain", label: "Being removed" },
} as const;

/** How an account stands: a sign, a word and a colour. */
export function AccountStateBadge({ state }: { state: ProfileState }) {
  const { icon: Icon, tone, label } = STATES[state];
  return (
    <span className={`${classes.badge} ${classes.tone}`} data-tone={tone}>
      <Icon size={12} strokeWidth={2.5} aria-hidden />
      {label}
    </span>
  );
}
