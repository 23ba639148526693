import { fromWall, toWall } from "@/lib/wallTime";
import { readValues } from "@/lib/rowValues";

import type { Issue } from "./api/issues";

/** The values under the names that the API's errors give them: `values.title`. */
export interface RowFields {
  values: {
    title: string;
    solved_at: string;
    question_id: string;
    url: string;
    outcome: string;
    difficulty: string;
    languages: string[];
    tags: string[];
    minutes: number | string;
  };
}

export function fieldsOf({ row }: Issue, zone: string): RowFields {
  const { solved_at, difficulty, minutes, ...values } = readValues(row);
  return {
    values: {
      ...values,
      solved_at: toWall(solved_at, zone),
      difficulty: difficulty ?? "",
      minutes: minutes ?? "",
    },
  };
}

/** As the API takes them; what is empty is as the platform had not told it. */
export function valuesOf({ values }: RowFields, before: RowFields, zone: string): Record<string, unknown> {
  const { solved_at, difficulty, tags, minutes, ...others } = values;
  const sent: Record<string, unknown> = {
    ...others,
    difficulty: difficulty || null,
    tags: tags.length ? tags : null,
    minutes: typeof minutes === "number" ? minutes : null,
  };
  // The input knows seconds alone: a time that nobody touched stays to the millisecond.
  if (solved_at !== before.values.solved_at) sent.solved_at = fromWall(solved_at, zone) || null;
  if (minutes !== before.values.minutes) sent.minutes_estimated = false;
  return sent;
}
