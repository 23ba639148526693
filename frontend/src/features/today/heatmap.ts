/* The days of a year as weeks in columns, Monday on top. Days are `2026-01-31` and belong to no zone. */

import type { Day } from "@/lib/endpoints/statistics";
import type { Time } from "@/lib/practiceTime";

/** Of a day what the calendar tells. */
export type CalendarDay = Omit<Day, "minutes">;

export interface Cell extends CalendarDay {
  /** 0 for no practice, then 1 to 4 the more there was, measured against this year's busy days. */
  level: number;
}

export interface Week {
  /** Set where a month begins in this week. */
  month: string | null;
  cells: (Cell | null)[];
}

const DAY_MS = 86_400_000;
const LEVELS = 4;
/** Practice time that weighs as much as an attempt, whose own minutes say little: most are estimates. */
const MINUTES_OF_AN_ATTEMPT = 30;
const IDLE = {
  attempts: 0,
  solved: 0,
  activities: 0,
  attempt_minutes: 0,
  activity_minutes: 0,
  estimated_attempt_minutes: 0,
  estimated_activity_minutes: 0,
};
export const DAYS = 7;

/** In the drawing's own units: a day and the space around it, its square, and how round its corners are. */
export const PITCH = 20;
const SIDE = 17;
const ROUND = 3;

export function weeksOf(days: readonly CalendarDay[], since: string, until: string): Week[] {
  const found = new Map(days.map((day) => [day.date, day]));
  const bounds = boundsOf(days);
  const cells = datesBetween(since, until).map((date) => {
    const day = found.get(date) ?? { date, ...IDLE };
    return { ...day, level: levelOf(weightOf(day), bounds) };
  });
  const padded: (Cell | null)[] = [...Array.from({ length: weekday(since) }, () => null), ...cells];
  return chunks(padded, DAYS).map((week, index, all) => ({
    cells: week,
    month: monthOf(week, all[index - 1]),
  }));
}

function weightOf(day: CalendarDay): number {
  return day.attempts + (day.activity_minutes + day.estimated_activity_minutes) / MINUTES_OF_AN_ATTEMPT;
}

/** The most that a day weighs at each level but the highest: quartiles of the active days. */
function boundsOf(days: readonly CalendarDay[]): number[] {
  const sorted = days.map(weightOf).sort((a, b) => a - b);
  const quartile = (part: number) => sorted[Math.floor((sorted.length - 1) * (part / LEVELS))] ?? 0;
  return [1, 2, 3].map((part) => Math.max(part, quartile(part)));
}

function levelOf(weight: number, bounds: readonly number[]): number {
  if (!weight) return 0;
  const level = bounds.findIndex((bound) => weight <= bound);
  return level < 0 ? LEVELS : level + 1;
}

function monthOf(
  week: readonly (Cell | null)[],
  before: readonly (Cell | null)[] | undefined,
): string | null {
  const first = week.find((cell) => cell !== null)?.date;
  const last = before?.find((cell) => cell !== null)?.date;
  if (!first || first.slice(0, 7) === last?.slice(0, 7)) return null;
  return new Intl.DateTimeFormat(undefined, { month: "short", timeZone: "UTC" }).format(new Date(first));
}

/** Monday is 0. */
function weekday(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

function datesBetween(since: string, until: string): string[] {
  const first = Date.parse(since);
  const length = Math.round((Date.parse(until) - first) / DAY_MS) + 1;
  return Array.from({ length }, (_, index) => new Date(first + index * DAY_MS).toISOString().slice(0, 10));
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, at * size + size),
  );
}

/** For each level the squares of all its days as one path: five elements to lay out instead of four hundred. */
export function pathsOf(weeks: readonly Week[]): string[] {
  const paths = Array.from({ length: LEVELS + 1 }, () => "");
  weeks.forEach((week, column) =>
    week.cells.forEach((cell, row) => {
      if (cell) paths[cell.level] += squareAt({ column, row });
    }),
  );
  return paths;
}

export interface Place {
  column: number;
  row: number;
}

export function squareAt({ column, row }: Place): string {
  const margin = (PITCH - SIDE) / 2;
  const corner = (x: number, y: number) => `a${ROUND} ${ROUND} 0 0 1 ${x * ROUND} ${y * ROUND}`;
  const edge = SIDE - 2 * ROUND;
  const start = `M${column * PITCH + margin + ROUND} ${row * PITCH + margin}`;
  return `${start}h${edge}${corner(1, 1)}v${edge}${corner(-1, 1)}h${-edge}${corner(-1, -1)}v${-edge}${corner(1, -1)}z`;
}

/** Of its attempts and beside them. */
export function timeOf(day: CalendarDay): Time {
  return {
    reported: day.attempt_minutes + day.activity_minutes,
    estimated: day.estimated_attempt_minutes + day.estimated_activity_minutes,
  };
}

/** What a day held: its attempts, its practice time where there were none. */
export function activityOf({ date, attempts }: CalendarDay): string {
  return `/activity?${attempts ? "" : "view=practice&"}since=${date}&until=${date}`;
}

/** The names of the days from Monday on, in the browser's language. */
export function weekdayNames(): string[] {
  const names = new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) => names.format(new Date(Date.UTC(2024, 0, 1 + day))));
}
