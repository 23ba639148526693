import { ActionIcon, Anchor } from "@mantine/core";
import { Pencil, Trash2 } from "lucide-react";
import { Link } from "react-router";

import { type Dates, formatDay, useDates } from "@/lib/dates";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { formatMinutes } from "@/lib/numbers";
import { sumOf, timeWords } from "@/lib/practiceTime";

import type { Practice } from "../api/activities";
import days from "../DayList.module.css";
import classes from "./Practice.module.css";

interface Props {
  rows: readonly Practice[];
  isStale: boolean;
  onEdit: (practice: Practice) => void;
  onDelete: (practice: Practice) => void;
}

/** Practice time under the day it belongs to. */
export function PracticeDays({ rows, isStale, ...actions }: Props) {
  const dates = useDates();
  const platforms = usePlatforms().data ?? [];
  const nameOf = ({ service, platform }: Practice) =>
    platforms.find((one) => one.slug === platform)?.name ?? service;
  return (
    <div className={days.days} data-stale={isStale || undefined} aria-busy={isStale}>
      {byDay(rows).map(([date, ofDay]) => (
        <section key={date} aria-labelledby={`day-${date}`}>
          <div className={days.head}>
            <h2 id={`day-${date}`}>{nameOfDay(date, dates)}</h2>
            <span>{timeWords(sumOf(ofDay.map(timeOf)))}</span>
          </div>
          <ul className={days.logs}>
            {ofDay.map((practice) => (
              <Line key={practice.id} practice={practice} name={nameOf(practice)} {...actions} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** They come newest first already. */
function byDay(rows: readonly Practice[]): [string, Practice[]][] {
  const found = new Map<string, Practice[]>();
  for (const row of rows) {
    const date = row.date ?? "";
    found.set(date, [...(found.get(date) ?? []), row]);
  }
  return [...found];
}

function nameOfDay(date: string, dates: Dates): string {
  return date === dates.today() ? "Today" : formatDay(date, "full");
}

function timeOf({ minutes, is_estimated }: Practice) {
  return is_estimated ? { reported: 0, estimated: minutes } : { reported: minutes, estimated: 0 };
}

interface LineProps extends Pick<Props, "onEdit" | "onDelete"> {
  practice: Practice;
  name: string;
}

function Line({ practice, name, onEdit, onDelete }: LineProps) {
  const label = `${name}, ${practice.date ? formatDay(practice.date) : ""}`;
  return (
    <li className={classes.line}>
      <span className={classes.what}>
        <span className={classes.service}>{name}</span>
        {practice.title && <span className={classes.title}>{practice.title}</span>}
      </span>
      <span className={classes.time}>
        {formatMinutes(practice.minutes)}
        {practice.is_estimated && <Estimated />}
      </span>
      <span className={classes.from}>
        {!practice.external_id && <span>Noted by you</span>}
        {practice.external_id && !practice.job && <span>Imported</span>}
        {practice.external_id && practice.job && (
          <Anchor
            component={Link}
            to={`/jobs/${practice.job}`}
            size="sm"
            c="dimmed"
            aria-label={`Imported: ${label}`}
          >
            Imported
          </Anchor>
        )}
      </span>
      <span className={classes.actions}>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          aria-label={`Edit ${label}`}
          onClick={() => onEdit(practice)}
        >
          <Pencil size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          aria-label={`Delete ${label}`}
          onClick={() => onDelete(practice)}
        >
          <Trash2 size={15} aria-hidden />
        </ActionIcon>
      </span>
    </li>
  );
}

function Estimated() {
  return (
    <span
      className={classes.estimated}
      title="The service does not report minutes; they follow from what it tells"
    >
      estimated
    </span>
  );
}
