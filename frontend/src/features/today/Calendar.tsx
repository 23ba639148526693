import { type CSSProperties, type PointerEvent, memo, useState } from "react";
import { Link } from "react-router";

import classes from "./Heatmap.module.css";
import {
  type CalendarDay,
  type Cell,
  DAYS,
  PITCH,
  type Place,
  type Week,
  activityOf,
  pathsOf,
  squareAt,
  weekdayNames,
} from "./heatmap";

interface Props {
  weeks: readonly Week[];
  /** The day that is pointed at; null when it is none any more. */
  onPoint: (day: CalendarDay | null) => void;
}

/** Pointing shows a day and a click opens it; without a pointer the table below does the same. */
export const Calendar = memo(function Calendar({ weeks, onPoint }: Props) {
  return (
    <div aria-hidden className={classes.calendar}>
      <Weekdays />
      <div className={classes.scroller} tabIndex={-1}>
        <div className={classes.weeks} style={{ "--weeks": weeks.length } as CSSProperties}>
          <Months weeks={weeks} />
          <Days weeks={weeks} onPoint={onPoint} />
        </div>
      </div>
    </div>
  );
});

function Weekdays() {
  return (
    <div className={classes.weekdays}>
      {weekdayNames().map((name, day) => (
        <span key={name}>{day % 2 === 0 && day < 6 ? name : ""}</span>
      ))}
    </div>
  );
}

function Months({ weeks }: Pick<Props, "weeks">) {
  return (
    <div className={classes.months}>
      {weeks.map(
        ({ month }, week) =>
          month && (
            <span key={week} style={{ left: `${(100 * week) / weeks.length}%` }}>
              {month}
            </span>
          ),
      )}
    </div>
  );
}

function Days({ weeks, onPoint }: Props) {
  const [place, setPlace] = useState<Place | null>(null);
  const point = (next: Place | null) => {
    if (next?.column === place?.column && next?.row === place?.row) return;
    setPlace(next);
    onPoint(dayAt(weeks, next));
  };
  const follow = (event: PointerEvent<SVGSVGElement>) => point(placeOf(event, weeks.length));
  return (
    <svg
      className={classes.days}
      viewBox={`0 0 ${weeks.length * PITCH} ${DAYS * PITCH}`}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => point(null)}
    >
      <Squares weeks={weeks} />
      {place && <Pointed place={place} day={dayAt(weeks, place)} />}
    </svg>
  );
}

const Squares = memo(function Squares({ weeks }: Pick<Props, "weeks">) {
  return pathsOf(weeks).map((path, level) => <path key={level} d={path} data-level={level} />);
});

/** A real link, so that it opens in a new tab like any other. */
function Pointed({ place, day }: { place: Place; day: Cell | null }) {
  if (!day) return null;
  const frame = <path d={squareAt(place)} className={classes.pointed} />;
  if (!day.level) return frame;
  return (
    <Link to={activityOf(day)} tabIndex={-1}>
      {frame}
    </Link>
  );
}

function dayAt(weeks: readonly Week[], place: Place | null): Cell | null {
  return (place && weeks[place.column]?.cells[place.row]) ?? null;
}

function placeOf(event: PointerEvent<SVGSVGElement>, weeks: number): Place {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  return {
    column: Math.floor(((event.clientX - left) / width) * weeks),
    row: Math.floor(((event.clientY - top) / height) * DAYS),
  };
}
