import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import type { Profile } from "@/lib/endpoints/profiles";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildCounts, buildJob } from "@/testing/builders";
import { buildPlatform } from "@/testing/importBuilders";
import { buildDay, buildStatistics, buildTotals } from "@/testing/journalBuilders";
import { buildProfile, buildStatus } from "@/testing/profileBuilders";
import { page, server } from "@/testing/server";

const YEAR = buildStatistics({
  totals: buildTotals({
    questions: 60,
    solved_questions: 45,
    attempts: 90,
    solved: 70,
    reported_minutes: 90,
    estimated_minutes: 40,
    active_days: 2,
  }),
  streak: { current: 2, longest: 9, last_active: "2026-03-05" },
  days: [
    buildDay({ date: "2026-03-04", attempts: 1, solved: 0, minutes: 0 }),
    buildDay({
      date: "2026-03-05",
      attempts: 4,
      solved: 3,
      attempt_minutes: 25,
      activities: 1,
      activity_minutes: 65,
      estimated_activity_minutes: 40,
    }),
  ],
  by_difficulty: [{ difficulty: "Hard", questions: 20, solved: 5 }],
  by_platform: [{ platform: null, questions: 60, solved: 45 }],
  by_tag: [{ id: 3, name: "graphs", questions: 12, solved: 9 }],
  untouched: [{ id: 7, title: "Two Sum", difficulty: "Easy", last_attempted_at: "2025-03-01T10:00:00Z" }],
});

beforeEach(() => {
  server.on("get", "/api/platforms/", [buildPlatform({ slug: "kata", name: "Kata" })]);
  server.on("get", "/api/jobs/", page([]));
  server.on("get", "/api/profiles/", page<Profile>([]));
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
  expect(year).toHaveTextContent(
    "On 2 days since Mar 1, 2025: 5 attempts, 2 h 10 min practice, of it 40 min estimated",
  );
  await user.click(within(year).getByText("Show as a table"));
  const rows = await within(year).findAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual([
    "DayAttemptsSolvedPracticeEstimated",
    "Mar 5, 2026432 h 10 min40 min",
    "Mar 4, 202610––",
  ]);
  expect(within(year).getByRole("link", { name: "Mar 5, 2026" })).toHaveAttribute(
    "href",
    "/activity?since=2026-03-05&until=2026-03-05",
  );
  await expectAccessible();
});

test("the table scrolls by the keyboard too", async () => {
  server.on("get", "/api/stats/", YEAR);
  const { user } = renderWithApp("/today");
  await user.click(await screen.findByText("Show as a table"));
  const table = await region("Days with practice");
  await user.tab();
  expect(table).toHaveFocus();
});

test("pointing at a day says what it held, and a click opens it", async () => {
  server.on("get", "/api/stats/", { ...YEAR, since: "2026-03-02", until: "2026-03-08" });
  // One week, Monday on top; Thursday is the fourth.
  vi.spyOn(SVGElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 20, 140));
  const { user, container } = renderWithApp("/today");
  const year = await region("Your year");
  const days = year.querySelector<SVGElement>("svg[viewBox='0 0 20 140']");
  await user.pointer({ target: days as Element, coords: { clientX: 10, clientY: 70 } });
  expect(year).toHaveTextContent(
    "Thursday, March 5, 2026: 4 attempts, 3 solved, 2 h 10 min practice, of it 40 min estimated",
  );
  const link = container.querySelector("svg a");
  expect(link).toHaveAttribute("href", "/activity?since=2026-03-05&until=2026-03-05");
  await user.pointer({ target: days as Element, coords: { clientX: 10, clientY: 10 } });
  expect(year).toHaveTextContent("Monday, March 2, 2026: nothing");
  expect(container.querySelector("svg a")).toBeNull();
});

test("a day of practice time alone has a colour, and opens where it can be seen", async () => {
  const day = buildDay({ date: "2026-03-05", activities: 1, estimated_activity_minutes: 45 });
  server.on("get", "/api/stats/", { ...YEAR, since: "2026-03-02", until: "2026-03-08", days: [day] });
  vi.spyOn(SVGElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 20, 140));
  const { user, container } = renderWithApp("/today");
  const year = await region("Your year");
  const days = year.querySelector<SVGElement>("svg[viewBox='0 0 20 140']");
  await user.pointer({ target: days as Element, coords: { clientX: 10, clientY: 70 } });
  expect(year).toHaveTextContent("March 5, 2026: 45 min practice, all of it estimated");
  expect(container.querySelector("svg a")).toHaveAttribute(
    "href",
    "/activity?view=practice&since=2026-03-05&until=2026-03-05",
  );
});

test("what was reported and what is an estimate are told apart, in all and by service", async () => {
  const by_service = [
    { service: "kata", activities: 4, minutes: 130, estimated_minutes: 0 },
    { service: "A course", activities: 1, minutes: 30, estimated_minutes: 40 },
  ];
  server.on("get", "/api/stats/", { ...YEAR, by_service });
  renderWithApp("/today");
  expect(await screen.findByText("And 40 min estimated")).toBeVisible();
  const time = within(await region("Practice time"));
  expect(time.getByText("30 min").parentElement).toHaveTextContent("30 min and 40 min estimated");
  expect(await time.findByRole("link", { name: "Kata" })).toHaveAttribute(
    "href",
    "/activity?view=practice&service=kata",
  );
  await expectAccessible();
});

test("practice time without a single question is a year too", async () => {
  const totals = buildTotals({ activities: 2, reported_minutes: 60, active_days: 1 });
  server.on("get", "/api/stats/", buildStatistics({ totals }));
  renderWithApp("/today");
  expect(await region("Your year")).toBeVisible();
  expect(screen.queryByRole("region", { name: "By difficulty" })).toBeNull();
  await expectAccessible();
});

describe("accounts that bring nothing any more", () => {
  const dead = buildStatus({
    state: "needs_credential",
    text: "Kata refused your key since 05 March 2026, 10:00 UTC. Enter a new one.",
    action: "set_credential",
  });

  test("are told once, with the way to mend them", async () => {
    server.on("get", "/api/stats/", YEAR);
    server.on("get", "/api/profiles/", page([buildProfile({ status: dead }), buildProfile({ id: 5 })]));
    renderWithApp("/today");
    const note = within(await region("Accounts that need you"));
    await waitFor(() => expect(note.getByRole("listitem")).toHaveTextContent("bob on Kata: Kata refused"));
    expect(note.getByRole("listitem")).toHaveTextContent(/Mar 5, 2026, 11:00.AM\. Enter a new one/);
    expect(note.getByRole("link", { name: "See to it: bob on Kata" })).toHaveAttribute("href", "/accounts");
    await expectAccessible();
  });

  test("are counted where they are many", async () => {
    server.on("get", "/api/stats/", YEAR);
    const many = [1, 2, 3, 4, 5].map((id) => buildProfile({ id, username: `bob${id}`, status: dead }));
    server.on("get", "/api/profiles/", page(many));
    renderWithApp("/today");
    expect(within(await region("Accounts that need you")).getByText("And 2 more accounts.")).toBeVisible();
  });

  test("whose list cannot be had leave the page as it is", async () => {
    server.on("get", "/api/stats/", YEAR);
    server.fails("get", "/api/profiles/", 400);
    renderWithApp("/today");
    expect(await region("Your year")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

test("a sync is told from an import", async () => {
  server.on("get", "/api/stats/", YEAR);
  const jobs = [
    buildJob({ id: 12, platform: "kata", sync: true, record_type: "activity" }),
    buildJob({ id: 11, platform: "kata" }),
  ];
  server.on("get", "/api/jobs/", page(jobs));
  renderWithApp("/today");
  const imports = within(await region("Last imports"));
  expect(await imports.findAllByText("Sync")).toHaveLength(1);
  expect(imports.getByRole("link", { name: "See them: what import 12 brought" })).toHaveAttribute(
    "href",
    "/activity?view=practice&job=12",
  );
});

test("syncs that found nothing are told together", async () => {
  server.on("get", "/api/stats/", YEAR);
  const none = buildCounts({ read: 9, unchanged: 9 });
  const quiet = [21, 22, 23].map((id) => buildJob({ id, platform: "kata", sync: true, counts: none }));
  const asked = buildJob({ id: 20, platform: "kata", counts: none });
  server.on("get", "/api/jobs/", page([...quiet, asked]));
  renderWithApp("/today");
  const imports = within(await region("Last imports"));
  expect(await imports.findByText(/^3 syncs found nothing new, the last one/)).toBeVisible();
  expect(imports.getByText("Nothing new")).toBeVisible();
  expect(imports.getAllByRole("listitem")).toHaveLength(2);
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
