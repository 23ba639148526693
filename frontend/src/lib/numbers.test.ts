import { expect, test } from "vitest";

import { count, formatMinutes, formatShare } from "@/lib/numbers";

test.each([
  [0, "0 min"],
  [45, "45 min"],
  [60, "1 h"],
  [85, "1 h 25 min"],
  [119.6, "2 h"],
  [75_000, "1,250 h"],
])("%d minutes are %s", (minutes, told) => {
  expect(formatMinutes(minutes)).toBe(told);
});

test("one of a thing is one, and two are many", () => {
  expect([count(1, "question"), count(2_000, "question"), count(0, "entry", "entries")]).toEqual([
    "1 question",
    "2,000 questions",
    "0 entries",
  ]);
});

test("a share of nothing is none", () => {
  expect([formatShare(1, 3), formatShare(0, 0)]).toEqual(["33%", "0%"]);
});
