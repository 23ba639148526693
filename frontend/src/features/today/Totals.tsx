import { Flame } from "lucide-react";
import type { ReactNode } from "react";

import { type Dates, formatDay, useDates } from "@/lib/dates";
import { count, formatCompact, formatNumber, formatShare } from "@/lib/numbers";
import { inHours } from "@/lib/practiceTime";

import type { Statistics } from "@/lib/endpoints/statistics";
import classes from "./Today.module.css";

export function Totals({ totals, streak }: Pick<Statistics, "totals" | "streak">) {
  const dates = useDates();
  return (
    <dl className={classes.totals}>
      <Total name="Streak" note={streakNote(streak, dates)} isLit={streak.current > 0}>
        {count(streak.current, "day")}
      </Total>
      <Total name="Longest streak" note={lastActive(streak, dates)}>
        {count(streak.longest, "day")}
      </Total>
      <Total
        name="Questions solved"
        note={`${formatShare(totals.solved_questions, totals.questions)} of ${formatNumber(totals.questions)}`}
      >
        {formatCompact(totals.solved_questions)}
      </Total>
      <Total name="Attempts" note={`${formatNumber(totals.solved)} solved`}>
        {formatCompact(totals.attempts)}
      </Total>
      <Total name="Practice time" note={timeNote(totals)}>
        {inHours(totals.reported_minutes)}
      </Total>
    </dl>
  );
}

interface TotalProps {
  name: string;
  note: string;
  isLit?: boolean;
  children: ReactNode;
}

function Total({ name, note, isLit, children }: TotalProps) {
  return (
    <div className={classes.total}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.number}>
          {isLit && <Flame size={20} aria-hidden className={classes.flame} />}
          {children}
        </span>
        <span className={classes.note}>{note}</span>
      </dd>
    </div>
  );
}

/** What is only an estimate is told beside what was reported, never in it. */
function timeNote(totals: Statistics["totals"]): string {
  return totals.estimated_minutes
    ? `And ${inHours(totals.estimated_minutes)} estimated`
    : `On ${count(totals.active_days, "day")}`;
}

function streakNote(streak: Statistics["streak"], dates: Dates): string {
  if (!streak.current) return "One attempt starts it";
  return streak.last_active === dates.today() ? "Today counts already" : "Practise today to keep it";
}

function lastActive(streak: Statistics["streak"], dates: Dates): string {
  if (!streak.last_active) return "No day yet";
  return streak.last_active === dates.today()
    ? "Last active today"
    : `Last active ${formatDay(streak.last_active)}`;
}
