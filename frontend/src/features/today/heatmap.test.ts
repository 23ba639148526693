import { expect, test } from "vitest";

import { buildDay } from "@/testing/journalBuilders";

import { pathsOf, weeksOf } from "./heatmap";

const day = (date: string, attempts: number) => buildDay({ date, attempts });

test("weeks begin on Monday, and the first one is filled up with gaps", () => {
  // 2026-03-05 is a Thursday.
  const weeks = weeksOf([], "2026-03-05", "2026-03-10");
  expect(weeks.map((week) => week.cells.map((cell) => cell?.date.slice(8) ?? null))).toEqual([
    [null, null, null, "05", "06", "07", "08"],
    ["09", "10"],
  ]);
});

test("a month is named where it begins", () => {
  const months = weeksOf([], "2026-02-16", "2026-03-10").map((week) => week.month);
  expect(months).toEqual(["Feb", null, "Mar", null]);
});

test("busy days stand out from this year's usual ones, whatever is usual", () => {
  const days = [day("2026-03-02", 1), day("2026-03-03", 10), day("2026-03-04", 20), day("2026-03-05", 90)];
  const levels = weeksOf(days, "2026-03-01", "2026-03-05").flatMap((week) =>
    week.cells.map((cell) => cell?.level),
  );
  expect(levels.filter((level) => level !== undefined)).toEqual([0, 1, 2, 3, 4]);
});

test("practice time weighs beside attempts, half an hour as much as one", () => {
  const time = (date: string, minutes: number) =>
    buildDay({ date, activities: 1, activity_minutes: minutes / 2, estimated_activity_minutes: minutes / 2 });
  const days = [time("2026-03-02", 5), day("2026-03-03", 2), time("2026-03-04", 60), time("2026-03-05", 600)];
  const levels = weeksOf(days, "2026-03-02", "2026-03-05").flatMap((week) =>
    week.cells.map((cell) => cell?.level),
  );
  expect(levels).toEqual([1, 2, 2, 4]);
});

test("a change of the clocks loses no day", () => {
  const cells = weeksOf([], "2026-03-23", "2026-04-05").flatMap((week) => week.cells);
  expect(new Set(cells.map((cell) => cell?.date)).size).toBe(14);
});

test("each day is drawn once, in the colour of its level and at its place", () => {
  const weeks = weeksOf([day("2026-03-09", 3)], "2026-03-05", "2026-03-10");
  const starts = pathsOf(weeks).map((path) =>
    [...path.matchAll(/M(\d+)[.\d]* (\d+)/g)].map((found) => found.slice(1)),
  );
  const places = starts.map((level) =>
    level.map(([x, y]) => [Math.floor(Number(x) / 20), Math.floor(Number(y) / 20)]),
  );
  // Thursday to Sunday and the Tuesday after were quiet; the Monday was the one busy day.
  expect(places[0]).toEqual([
    [0, 3],
    [0, 4],
    [0, 5],
    [0, 6],
    [1, 1],
  ]);
  expect(places.slice(1).flat()).toEqual([[1, 0]]);
});
