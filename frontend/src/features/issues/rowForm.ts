/* The form of a row: which fields it has is said by the API, how each of them is edited stands here. */

import { labelOf, readPractice, readValues } from "@/lib/rowValues";
import { fromWall, toWall } from "@/lib/wallTime";

import type { Issue } from "./api/issues";

export type Kind = "text" | "url" | "moment" | "day" | "minutes" | "outcome" | "difficulty" | "names";

export interface RowField {
  name: string;
  kind: Kind;
  label: string;
  description?: string;
}

export type FieldValue = string | number | string[];

/** The values under the names that the API's errors give them: `values.title`. */
export interface RowFields {
  values: Record<string, FieldValue>;
}

const NO_ID = "The platform's own; without one, title and day stand in for it";

/** In the order in which they are asked for. */
const KNOWN: readonly RowField[] = [
  { name: "title", kind: "text", label: "Title" },
  { name: "solved_at", kind: "moment", label: "When" },
  { name: "day", kind: "day", label: "Day" },
  { name: "question_id", kind: "text", label: "Id", description: NO_ID },
  {
    name: "activity_id",
    kind: "text",
    label: "Id",
    description: "The platform's own; without one, the day stands in for it",
  },
  { name: "url", kind: "url", label: "Address" },
  { name: "outcome", kind: "outcome", label: "Outcome" },
  { name: "difficulty", kind: "difficulty", label: "Difficulty" },
  { name: "minutes", kind: "minutes", label: "Minutes" },
  { name: "languages", kind: "names", label: "Languages" },
  { name: "tags", kind: "names", label: "Tags" },
];
/** Nobody types these: an attempt's id means nothing to people, and what a person typed is no estimate. */
const UNTOUCHED = new Set(["attempt_id", "minutes_estimated"]);

/** What can be edited of a row; fields that only a newer server knows are edited as text. */
export function formFields({ row_fields }: Pick<Issue, "row_fields">): RowField[] {
  const known = KNOWN.filter(({ name }) => row_fields.includes(name));
  const others = row_fields.filter(
    (name) => !UNTOUCHED.has(name) && !KNOWN.some((field) => field.name === name),
  );
  return [...known, ...others.map((name): RowField => ({ name, kind: "text", label: labelOf(name) }))];
}

export function fieldsOf(issue: Pick<Issue, "row" | "row_fields">, zone: string): RowFields {
  const { row } = issue;
  const read: Record<string, unknown> = { ...row.values, ...readValues(row), day: readPractice(row).day };
  const valueOf = ({ name, kind }: RowField): FieldValue => {
    const value = read[name];
    if (kind === "moment") return toWall(String(value ?? ""), zone);
    return isFieldValue(value) ? value : kind === "names" ? [] : "";
  };
  return { values: Object.fromEntries(formFields(issue).map((field) => [field.name, valueOf(field)])) };
}

function isFieldValue(value: unknown): value is FieldValue {
  return typeof value === "string" || typeof value === "number" || Array.isArray(value);
}

/** As the API takes them; what is empty is as the platform had not told it. */
export function valuesOf(
  { values }: RowFields,
  before: RowFields,
  issue: Pick<Issue, "row_fields">,
  zone: string,
): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const field of formFields(issue)) {
    const value = values[field.name] ?? "";
    // An input of date and time knows seconds alone: what nobody touched stays to the millisecond.
    if (field.kind === "moment" && value === before.values[field.name]) continue;
    sent[field.name] = sentAs(field, value, zone);
  }
  if (issue.row_fields.includes("minutes_estimated") && values.minutes !== before.values.minutes)
    sent.minutes_estimated = false;
  return sent;
}

function sentAs({ name, kind }: RowField, value: FieldValue, zone: string): unknown {
  if (kind === "moment") return fromWall(String(value), zone) || null;
  if (kind === "minutes") return typeof value === "number" ? value : null;
  if (kind === "day" || kind === "difficulty") return value || null;
  return name === "tags" && Array.isArray(value) && !value.length ? null : value;
}
