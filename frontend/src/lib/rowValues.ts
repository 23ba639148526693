/* The values of a staged row. The API leaves them open, as kinds of records differ; here they become a solve's. */

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

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
