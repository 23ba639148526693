import { expect, test } from "vitest";

import { datesIn, formatDay } from "@/lib/dates";

test("the day of a moment is the person's, not the server's", () => {
  const moment = "2026-03-05T23:30:00Z";
  expect(datesIn("Asia/Tokyo").dayOf(moment)).toBe("2026-03-06");
  expect(datesIn("America/New_York").dayOf(moment)).toBe("2026-03-05");
});

test("a zone that the browser does not know is taken for UTC", () => {
  expect(datesIn("Mars/Olympus").zone).toBe("UTC");
});

test.each([
  ["2026-03-05T11:59:40Z", "now"],
  ["2026-03-05T11:57:00Z", "3 minutes ago"],
  ["2026-03-05T07:00:00Z", "5 hours ago"],
  ["2026-03-04T11:00:00Z", "yesterday"],
  ["2026-03-05T12:02:00Z", "in 2 minutes"],
])("%s is told as %s", (moment, told) => {
  expect(datesIn("UTC").ago(moment, new Date("2026-03-05T12:00:00Z"))).toBe(told);
});

test("what is long past is told by its date", () => {
  expect(datesIn("UTC").ago("2024-03-05T12:00:00Z", new Date("2026-03-05T12:00:00Z"))).toContain("2024");
});

test("a day is shown as it is, in whatever zone one reads it", () => {
  expect(formatDay("2026-01-31")).toContain("31");
});
