import { type SyntheticEvent, Suspense, lazy, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Link } from "react-router";

import { formatDay } from "@/lib/dates";
import { count, formatMinutes, formatNumber } from "@/lib/numbers";

import type { Day, Statistics } from "./api/statistics";
import { Card } from "./Card";
import classes from "./Heatmap.module.css";
import { type Cell, type Week, activityOf, weekdayNames, weeksOf } from "./heatmap";

const DayTable = lazy(() => import("./DayTable"));

/** A year of days. What the colours say stands in words under them, and as a table behind a disclosure. */
export function Heatmap({ days, since, until }: Pick<Statistics, "days" | "since" | "until">) {
  const weeks = useMemo(() => weeksOf(days, since, until), [days, since, until]);
  const [shown, setShown] = useState<Day | null>(null);
  const show = (event: SyntheticEvent) => setShown(cellAt(event, weeks));
  return (
    <Card title="Your year" more={{ to: "/activity", label: "All activity" }}>
      <figure className={classes.figure}>
        {/* Pointing shows a day and a click opens it; without a pointer the table below does the same. */}
        <div
          aria-hidden
          className={classes.calendar}
          onPointerOver={show}
          onPointerLeave={() => setShown(null)}
        >
          <Weekdays />
          <Weeks weeks={weeks} />
        </div>
        <figcaption className={classes.caption}>
          <span>{shown ? wordsOf(shown) : summaryOf(days, since)}</span>
          <Legend />
        </figcaption>
      </figure>
      {days.length > 0 && <DaysBehind days={days} />}
    </Card>
  );
}

function Weekdays() {
  return (
    <div className={classes.weekdays}>
      {weekdayNames().map((name, day) => (
        <span key={name}>{day % 2 === 0 && day < 6 ? name : ""}</span>
      ))}
    </div>
  );
}

function Weeks({ weeks }: { weeks: readonly Week[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // Where a year does not fit, the newest weeks are the ones to see.
    if (scroller.current) scroller.current.scrollLeft = scroller.current.scrollWidth;
  }, [weeks]);
  return (
    <div ref={scroller} className={classes.scroller} tabIndex={-1}>
      <div className={classes.weeks}>
        {weeks.map((week, index) => (
          <div key={index} className={classes.week}>
            <span className={classes.month}>{week.month}</span>
            {week.cells.map((cell, day) =>
              cell ? <DayCell key={cell.date} cell={cell} /> : <span key={day} className={classes.gap} />,
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function DayCell({ cell }: { cell: Cell }) {
  if (!cell.attempts) return <span className={classes.cell} data-date={cell.date} data-level={0} />;
  return (
    <Link
      to={activityOf(cell.date)}
      tabIndex={-1}
      className={classes.cell}
      data-date={cell.date}
      data-level={cell.level}
    />
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

function cellAt(event: SyntheticEvent, weeks: readonly Week[]): Day | null {
  const date = event.target instanceof HTMLElement ? event.target.dataset.date : undefined;
  if (!date) return null;
  return weeks.flatMap((week) => week.cells).find((cell) => cell?.date === date) ?? null;
}

function wordsOf(day: Day): string {
  const when = formatDay(day.date, "full");
  if (!day.attempts) return `${when}: nothing`;
  const time = day.minutes ? `, ${formatMinutes(day.minutes)}` : "";
  return `${when}: ${count(day.attempts, "attempt")}, ${formatNumber(day.solved)} solved${time}`;
}

function summaryOf(days: readonly Day[], since: string): string {
  const total = days.reduce((sum, day) => sum + day.attempts, 0);
  if (!total) return `No attempts since ${formatDay(since)}`;
  return `${count(total, "attempt")} on ${count(days.length, "day")} since ${formatDay(since)}`;
}
