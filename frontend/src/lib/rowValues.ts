/*
 * The values of a staged row. The API leaves them open, as kinds of records differ; here they become a solve's, or
 * those of a day's practice.
 */

import { formatDay } from "@/lib/dates";
import type { Row } from "@/lib/endpoints/rows";
import { DIFFICULTIES, type Difficulty, OUTCOMES, type Outcome } from "@/lib/solves";

export interface RowValues {
  question_id: string;
  title: string;
  /** ISO 8601 in UTC; "" where it is missing. */
  solved_at: string;
  url: string;
  languages: string[];
  outcome: Outcome;
  difficulty: Difficulty | null;
  tags: string[];
  minutes: number | null;
}

/** What can be read of them; what is missing or of another shape is empty. */
export function readValues({ values }: Pick<Row, "values">): RowValues {
  return {
    question_id: text(values.question_id),
    title: text(values.title),
    solved_at: text(values.solved_at),
    url: text(values.url),
    languages: names(values.languages),
    outcome: OUTCOMES.find((one) => one === values.outcome) ?? "Solved",
    difficulty: DIFFICULTIES.find((one) => one === values.difficulty) ?? null,
    tags: names(values.tags),
    minutes: typeof values.minutes === "number" ? values.minutes : null,
  };
}

export interface PracticeValues {
  activity_id: string;
  /** `2026-03-05`; "" where it is missing. */
  day: string;
  title: string;
  minutes: number | null;
  minutes_estimated: boolean;
}

export function readPractice({ values }: Pick<Row, "values">): PracticeValues {
  return {
    activity_id: text(values.activity_id),
    day: isDay(values.day) ? values.day : "",
    title: text(values.title),
    minutes: typeof values.minutes === "number" ? values.minutes : null,
    minutes_estimated: values.minutes_estimated === true,
  };
}

/** What to call a row of any kind, which may lack any of its values. */
export function nameOfRow(row: Pick<Row, "values" | "number">): string {
  const { title, question_id } = readValues(row);
  const { day } = readPractice(row);
  return title || question_id || (day ? formatDay(day) : `Row ${row.number}`);
}

/** "Title: yours “Two Sum”, theirs “Two sum II”" */
export function keptOf(kept: Row["kept_mine"][number]): string {
  return `${labelOf(kept.field)}: yours ${shown(kept.mine)}, theirs ${shown(kept.theirs)}`;
}

const LABELS: Record<string, string> = {
  question_id: "Id",
  attempt_id: "Id of the attempt",
  solved_at: "When",
  date_attempted: "When",
  time_spent_min: "Minutes",
  url: "Address",
  activity_id: "Id",
  day: "Day",
  date: "Day",
  is_estimated: "Estimated",
  minutes_estimated: "Estimated",
};

/** The name of a field for people. */
export function labelOf(field: string): string {
  return LABELS[field] ?? field.charAt(0).toUpperCase() + field.slice(1).replaceAll("_", " ");
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? `“${value}”` : JSON.stringify(value);
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value)) && /^\d{4}-\d\d-\d\d$/.test(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
