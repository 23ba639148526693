import { expect, test } from "vitest";

import { datesIn } from "./dates";
import { inOwnZone } from "./moments";

const AUCKLAND = datesIn("Pacific/Auckland");

test("a moment in words is told in the person's own zone", () => {
  const told = inOwnZone("In sync since 28 February 2026, 19:30 UTC.", AUCKLAND);
  expect(told).toBe(`In sync since ${AUCKLAND.dateTime("2026-02-28T19:30:00Z")}.`);
  expect(told).toContain("Mar 1, 2026");
});

test("a moment without a year is the latest one of that name", () => {
  const now = new Date("2026-01-10T12:00:00Z");
  const told = inOwnZone("Out of order since 21 November, 05:00 UTC; we try again", AUCKLAND, now);
  expect(told).toBe(`Out of order since ${AUCKLAND.dateTime("2025-11-21T05:00:00Z")}; we try again`);
});

test("other words stay as they are", () => {
  expect(inOwnZone("212 of 215: 2 without an id", AUCKLAND)).toBe("212 of 215: 2 without an id");
});
