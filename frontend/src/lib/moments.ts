/* Words of the server hold moments in UTC; a person reads them in their own zone. */

import type { Dates } from "@/lib/dates";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const MOMENT = new RegExp(String.raw`(\d{1,2}) (${MONTHS.join("|")})(?: (\d{4}))?, (\d\d):(\d\d) UTC`, "g");
const DAY_MS = 86_400_000;

/** "In sync since 28 February 2026, 19:30 UTC." with the moment as the person's zone and language have it. */
export function inOwnZone(text: string, dates: Dates, now = new Date()): string {
  return text.replace(
    MOMENT,
    (_, day: string, month: string, year: string | undefined, hour: string, minute: string) => {
      const inYear = (which: number) =>
        new Date(Date.UTC(which, MONTHS.indexOf(month), Number(day), Number(hour), Number(minute)));
      return dates.dateTime(year ? inYear(Number(year)) : latest(inYear, now));
    },
  );
}

/** Without a year it is the last time that there was such a day. */
function latest(inYear: (year: number) => Date, now: Date): Date {
  const moment = inYear(now.getUTCFullYear());
  return moment.getTime() > now.getTime() + DAY_MS ? inYear(now.getUTCFullYear() - 1) : moment;
}
