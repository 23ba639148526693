import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildCounts, buildJob } from "@/testing/builders";
import { buildPlatform } from "@/testing/importBuilders";
import { buildDay, buildStatistics, buildTotals } from "@/testing/journalBuilders";
import { page, server } from "@/testing/server";

const YEAR = buildStatistics({
  totals: buildTotals({
    questions: 60,
    solved_questions: 45,
    attempts: 90,
    solved: 70,
    minutes: 85,
    active_days: 2,
  }),
  streak: { current: 2, longest: 9, last_active: "2026-03-05" },
  days: [
    buildDay({ date: "2026-03-04", attempts: 1, solved: 0, minutes: 0 }),
    buildDay({ date: "2026-03-05", attempts: 4, solved: 3, minutes: 85 }),
  ],
  by_difficulty: [{ difficulty: "Hard", questions: 20, solved: 5 }],
  by_platform: [{ platform: null, questions: 60, solved: 45 }],
  by_tag: [{ id: 3, name: "graphs", questions: 12, solved: 9 }],
  untouched: [{ id: 7, title: "Two Sum", difficulty: "Easy", last_attempted_at: "2025-03-01T10:00:00Z" }],
});

beforeEach(() => {
  server.on("get", "/api/platforms/", [buildPlatform({ slug: "kata", name: "Kata" })]);
  server.on("get", "/api/jobs/", page([]));
});

function region(name: string) {
  return screen.findByRole("region", { name });
}

test("numbers stand in words, with the way to what they count", async () => {
  server.on("get", "/api/stats/", YEAR);
  renderWithApp("/today");
  expect(await screen.findByText("75% of 60")).toBeVisible();
  const hard = within(await region("By difficulty"));
  expect(hard.getByRole("link", { name: "Hard" })).toHaveAttribute("href", "/questions?difficulty=Hard");
  expect(hard.getByText(/of 20 solved/)).toHaveTextContent("5 of 20 solved");
  expect(within(await region("By tag")).getByRole("link", { name: "graphs" })).toHaveAttribute(
    "href",
    "/questions?tag=3",
  );
  expect(within(await region("Not touched for long")).getByRole("link", { name: "Two Sum" })).toBeVisible();
  await expectAccessible();
});

test("the calendar says what it shows, and has a table behind it", async () => {
  server.on("get", "/api/stats/", YEAR);
  const { user } = renderWithApp("/today");
  const year = await region("Your year");
  expect(year).toHaveTextContent("5 attempts on 2 days since Mar 1, 2025");
  await user.click(within(year).getByText("Show as a table"));
  const rows = await within(year).findAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual([
    "DayAttemptsSolvedTime",
    "Mar 5, 2026431 h 25 min",
    "Mar 4, 202610–",
  ]);
  expect(within(year).getByRole("link", { name: "Mar 5, 2026" })).toHaveAttribute(
    "href",
    "/activity?since=2026-03-05&until=2026-03-05",
  );
  await expectAccessible();
});

test("pointing at a day says what it held, and a click opens it", async () => {
  server.on("get", "/api/stats/", { ...YEAR, since: "2026-03-02", until: "2026-03-08" });
  // One week, Monday on top; Thursday is the fourth.
  vi.spyOn(SVGElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 20, 140));
  const { user, container } = renderWithApp("/today");
  const year = await region("Your year");
  const days = year.querySelector<SVGElement>("svg[viewBox='0 0 20 140']");
  await user.pointer({ target: days as Element, coords: { clientX: 10, clientY: 70 } });
  expect(year).toHaveTextContent("Thursday, March 5, 2026: 4 attempts, 3 solved, 1 h 25 min");
  const link = container.querySelector("svg a");
  expect(link).toHaveAttribute("href", "/activity?since=2026-03-05&until=2026-03-05");
  await user.pointer({ target: days as Element, coords: { clientX: 10, clientY: 10 } });
  expect(year).toHaveTextContent("Monday, March 2, 2026: nothing");
  expect(container.querySelector("svg a")).toBeNull();
});

test("imports tell what they brought", async () => {
  server.on("get", "/api/stats/", YEAR);
  const counts = buildCounts({ read: 9, new: 4, updated: 2 });
  const failed = { code: "upstream", detail: "Kata did not answer.", retry_at: null };
  const jobs = [
    buildJob({ id: 12, platform: "kata", username: "bob", counts, open_issues: 1 }),
    buildJob({ id: 11, platform: "kata", state: "failed", error: failed }),
  ];
  server.on("get", "/api/jobs/", page(jobs));
  renderWithApp("/today");
  const imports = await region("Last imports");
  expect(await within(imports).findByText("4 new, 2 updated; 1 row needs you")).toBeVisible();
  expect(within(imports).getByText("Kata did not answer.")).toBeVisible();
  expect(within(imports).getByRole("link", { name: "See them: what import 12 brought" })).toHaveAttribute(
    "href",
    "/activity?job=12",
  );
  await expectAccessible();
});

test("a new account learns how to begin, and sample data is one click away", async () => {
  server.on("get", "/api/stats/", buildStatistics());
  server.on("post", "/api/import/{platform}/", ({ params }) => {
    server.on("get", "/api/stats/", YEAR);
    return buildJob({ platform: params.platform });
  });
  const { user } = renderWithApp("/today");
  const start = await screen.findByRole("button", { name: "Import sample data" });
  expect(screen.getByRole("link", { name: "Choose a platform" })).toHaveAttribute("href", "/import");
  await expectAccessible();
  await user.click(start);
  expect(await region("Your year")).toBeVisible();
});

test("a sample that is refused says why", async () => {
  server.on("get", "/api/stats/", buildStatistics());
  server.fails("post", "/api/import/{platform}/", 429, {
    code: "throttled",
    detail: "Too many imports this hour.",
  });
  const { user } = renderWithApp("/today");
  await user.click(await screen.findByRole("button", { name: "Import sample data" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Too many imports this hour.");
});

test("what loads slowly is announced", async () => {
  server.on("get", "/api/stats/", () => new Promise(() => undefined));
  renderWithApp("/today");
  expect(await screen.findByText("Loading")).toBeInTheDocument();
  await expectAccessible();
});

test("numbers that cannot be had can be asked for again", async () => {
  server.fails("get", "/api/stats/", 500, { detail: "A server error occurred." });
  const { user } = renderWithApp("/today");
  const again = await screen.findByRole("button", { name: "Try again" });
  await expectAccessible();
  server.on("get", "/api/stats/", YEAR);
  await user.click(again);
  expect(await region("Your year")).toBeVisible();
});
