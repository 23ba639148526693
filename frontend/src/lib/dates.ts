/*
 * Moments come from the server in UTC and are shown in the person's own time zone, as their browser's language
 * writes them. Days (`2026-01-31`) belong to no zone and are never shifted.
 */

import { useMemo } from "react";

import { useUser } from "@/lib/identity";

export interface Dates {
  zone: string;
  /** 5 Mar 2026 */
  date(moment: string | Date): string;
  /** 5 Mar 2026, 14:03 */
  dateTime(moment: string | Date): string;
  /** "3 minutes ago"; beyond a month the date. */
  ago(moment: string | Date, now?: Date): string;
  /** The day a moment falls on, as `2026-03-05`. */
  dayOf(moment: string | Date): string;
  today(): string;
}

export function useDates(): Dates {
  const zone = useUser()?.time_zone;
  return useMemo(() => datesIn(zone ?? browserZone()), [zone]);
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

export function datesIn(zone: string): Dates {
  const timeZone = isKnown(zone) ? zone : "UTC";
  const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone });
  const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short", timeZone });
  const day = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone,
  });
  return {
    zone: timeZone,
    date: (moment) => date.format(new Date(moment)),
    dateTime: (moment) => dateTime.format(new Date(moment)),
    ago: (moment, now = new Date()) => relative(new Date(moment), now) ?? date.format(new Date(moment)),
    dayOf: (moment) => day.format(new Date(moment)),
    today: () => day.format(new Date()),
  };
}

/** `2026-03-05` as 5 Mar 2026. */
export function formatDay(day: string, style: "full" | "medium" = "medium"): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: style, timeZone: "UTC" }).format(
    new Date(`${day}T00:00Z`),
  );
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function relative(moment: Date, now: Date): string | null {
  const seconds = (moment.getTime() - now.getTime()) / 1_000;
  if (Math.abs(seconds) > 30 * 86_400) return null;
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return unit === "second" ? words.format(0, "second") : words.format(Math.round(seconds / size), unit);
}

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
