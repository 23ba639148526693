import type { Dates } from "@/lib/dates";

import type { Log } from "./api/logs";

export interface LogDay {
  /** `2026-03-05`, in the person's zone. */
  date: string;
  logs: Log[];
}

/** Attempts under the day they fall on, in the order in which they come. */
export function byDay(logs: readonly Log[], dates: Dates): LogDay[] {
  const days: LogDay[] = [];
  for (const log of logs) {
    const date = dates.dayOf(log.date_attempted ?? log.created_at);
    const last = days.at(-1);
    if (last?.date === date) last.logs.push(log);
    else days.push({ date, logs: [log] });
  }
  return days;
}
