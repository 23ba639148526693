import { Suspense, lazy, useMemo, useState } from "react";

import { formatDay } from "@/lib/dates";
import { count, formatNumber } from "@/lib/numbers";
import { sumOf, timeWords } from "@/lib/practiceTime";

import type { Day, Statistics } from "@/lib/endpoints/statistics";
import { Calendar } from "./Calendar";
import { Card } from "./Card";
import classes from "./Heatmap.module.css";
import { type CalendarDay, timeOf, weeksOf } from "./heatmap";

const DayTable = lazy(() => import("./DayTable"));

/** A year of days. What the colours say stands in words under them, and as a table behind a disclosure. */
export function Heatmap({ days, since, until }: Pick<Statistics, "days" | "since" | "until">) {
  const weeks = useMemo(() => weeksOf(days, since, until), [days, since, until]);
  const [shown, setShown] = useState<CalendarDay | null>(null);
  return (
    <Card title="Your year" more={{ to: "/activity", label: "All activity" }}>
      <figure className={classes.figure}>
        <Calendar weeks={weeks} onPoint={setShown} />
        <figcaption className={classes.caption}>
          <span>{shown ? wordsOf(shown) : summaryOf(days, since)}</span>
          <Legend />
        </figcaption>
      </figure>
      {days.length > 0 && <DaysBehind days={days} />}
    </Card>
  );
}

function Legend() {
  return (
    <span className={classes.legend} aria-hidden>
      Less
      {[0, 1, 2, 3, 4].map((level) => (
        <span key={level} className={classes.swatch} data-level={level} />
      ))}
      More
    </span>
  );
}

function DaysBehind({ days }: { days: readonly Day[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={classes.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as a table</summary>
      {isOpen && (
        <Suspense>
          <DayTable days={days} />
        </Suspense>
      )}
    </details>
  );
}

function wordsOf(day: CalendarDay): string {
  const attempts = day.attempts && `${count(day.attempts, "attempt")}, ${formatNumber(day.solved)} solved`;
  const told = [attempts, timeWords(timeOf(day))].filter(Boolean).join(", ");
  return `${formatDay(day.date, "full")}: ${told || "nothing"}`;
}

function summaryOf(days: readonly Day[], since: string): string {
  if (!days.length) return `No practice since ${formatDay(since)}`;
  const attempts = days.reduce((sum, day) => sum + day.attempts, 0);
  const time = sumOf(days.map(timeOf));
  const told = [attempts && count(attempts, "attempt"), timeWords(time)].filter(Boolean);
  return `On ${count(days.length, "day")} since ${formatDay(since)}: ${told.join(", ")}`;
}
