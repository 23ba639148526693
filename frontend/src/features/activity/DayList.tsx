import { Anchor } from "@mantine/core";
import { Link } from "react-router";

import { OutcomeBadge } from "@/components/OutcomeBadge";
import { type Dates, formatDay, useDates } from "@/lib/dates";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { count, formatMinutes } from "@/lib/numbers";

import type { Log } from "./api/logs";
import classes from "./DayList.module.css";
import { type LogDay, byDay } from "./days";

export function DayList({ logs, isStale }: { logs: readonly Log[]; isStale: boolean }) {
  const dates = useDates();
  const platforms = usePlatforms().data ?? [];
  const nameOfPlatform = (slug: string) => platforms.find((one) => one.slug === slug)?.name ?? slug;
  return (
    <div className={classes.days} data-stale={isStale || undefined} aria-busy={isStale}>
      {byDay(logs, dates).map((day) => (
        <section key={day.date} aria-labelledby={`day-${day.date}`} className={classes.day}>
          <div className={classes.head}>
            <h2 id={`day-${day.date}`}>{nameOfDay(day.date, dates)}</h2>
            <span>{summaryOf(day)}</span>
          </div>
          <ul className={classes.logs}>
            {day.logs.map((log) => (
              <LogLine key={log.id} log={log} zone={dates.zone} nameOfPlatform={nameOfPlatform} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface LineProps {
  log: Log;
  zone: string;
  nameOfPlatform: (slug: string) => string;
}

function LogLine({ log, zone, nameOfPlatform }: LineProps) {
  const when = log.date_attempted ?? log.created_at;
  return (
    <li className={classes.log}>
      <time dateTime={when} className={classes.time}>
        {timeOf(when, zone)}
      </time>
      <span className={classes.outcome}>
        <OutcomeBadge outcome={log.outcome} />
      </span>
      <span className={classes.question}>
        <Anchor component={Link} to={`/questions/${log.question}`}>
          {log.question_title}
        </Anchor>
        {log.self_notes.trim() && <span className={classes.notes}>{log.self_notes}</span>}
      </span>
      <span className={classes.facts}>
        {log.languages?.length ? <span>{log.languages.join(", ")}</span> : null}
        {typeof log.time_spent_min === "number" && (
          <span>
            {log.time_is_estimated && "about "}
            {formatMinutes(log.time_spent_min)}
          </span>
        )}
        {log.platform && <span>{nameOfPlatform(log.platform)}</span>}
      </span>
    </li>
  );
}

function nameOfDay(date: string, dates: Dates): string {
  return date === dates.today() ? "Today" : formatDay(date, "full");
}

function summaryOf({ logs }: LogDay): string {
  const solved = logs.filter((log) => log.outcome === "Solved").length;
  return `${count(logs.length, "attempt")}, ${solved} solved`;
}

function timeOf(moment: string, timeZone: string): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: "short", timeZone }).format(new Date(moment));
}
