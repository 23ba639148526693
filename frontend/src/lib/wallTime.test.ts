import { expect, test } from "vitest";

import { fromWall, toWall } from "./wallTime";

test.each([
  ["2026-03-05T13:03:20.500Z", "Europe/Berlin", "2026-03-05T14:03:20"],
  ["2026-07-05T22:30:00Z", "Europe/Berlin", "2026-07-06T00:30:00"],
  ["2026-01-01T00:00:00Z", "America/New_York", "2025-12-31T19:00:00"],
  ["2026-01-01T00:00:00Z", "Asia/Kathmandu", "2026-01-01T05:45:00"],
])("%s in %s is %s", (moment, zone, wall) => {
  expect(toWall(moment, zone)).toBe(wall);
  expect(Date.parse(fromWall(wall, zone))).toBe(Math.floor(Date.parse(moment) / 1_000) * 1_000);
});

test("an hour that comes twice is its second, one that never comes is the one after", () => {
  expect(fromWall("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T01:30:00.000Z");
  expect(toWall(fromWall("2026-03-29T02:30", "Europe/Berlin"), "Europe/Berlin")).toBe("2026-03-29T03:30:00");
});

test("what is no time is empty", () => {
  expect(toWall("", "UTC")).toBe("");
  expect(fromWall("", "UTC")).toBe("");
  expect(fromWall("soon", "UTC")).toBe("");
});
