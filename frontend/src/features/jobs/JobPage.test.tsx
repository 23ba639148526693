import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";

import type { Job } from "@/lib/endpoints/jobs";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildCounts, buildJob } from "@/testing/builders";
import { buildPlatform, buildRow } from "@/testing/importBuilders";
import { page, server } from "@/testing/server";

beforeEach(() => {
  server.on("get", "/api/platforms/", [buildPlatform()]);
  server.on("get", "/api/jobs/{id}/rows/", page([buildRow()]));
});

function open(given: Partial<Job> = {}) {
  const job = buildJob({ platform: "kata", username: "bob", ...given });
  server.on("get", "/api/jobs/{id}/", job);
  return { job, ...renderWithApp("/jobs/12") };
}

describe("what may be done", () => {
  test.each<[Job["state"], Partial<Job>, string[]]>([
    ["running", {}, ["Cancel"]],
    ["queued", {}, ["Cancel"]],
    ["running", { cancel_requested: true }, ["Stopping…"]],
    ["previewed", { preview: true }, ["Import these", "Discard", "Run again"]],
    ["needs_review", { open_issues: 1 }, ["Undo import", "Run again", "Leave the rest out"]],
    ["completed", {}, ["Undo import", "Run again"]],
    ["completed", { counts: buildCounts({ read: 3, unchanged: 3 }) }, ["Run again"]],
    ["failed", {}, ["Undo import", "Run again"]],
    ["cancelled", { preview: true }, ["Run again"]],
  ])("with one that is %s (%j)", async (state, given, names) => {
    open({ state, ...given });
    const result = await screen.findByRole("region", { name: "Result" });
    expect(
      within(result)
        .getAllByRole("button")
        .map((button) => button.textContent),
    ).toEqual(names);
    await expectAccessible();
  });
});

test("rows that were mended are imported from here too", async () => {
  server.on("get", "/api/jobs/{id}/rows/", ({ query }) =>
    page([buildRow()], query.get("state") === "waiting" ? 3 : 10),
  );
  const { user, job } = open({ state: "needs_review", open_issues: 1 });
  server.on("post", "/api/jobs/{id}/reprocess/", { ...job, counts: buildCounts({ read: 12, new: 12 }) });
  await user.click(await screen.findByRole("button", { name: "Import 2 mended rows" }));
  expect(server.bodies("post", "/api/jobs/{id}/reprocess/")).toHaveLength(1);
});

test("what nobody wants to look at is left out, after a question", async () => {
  const { user, job } = open({ state: "needs_review", open_issues: 2 });
  server.on("delete", "/api/jobs/{id}/", { ...job, state: "cancelled" });
  await user.click(await screen.findByRole("button", { name: "Leave the rest out" }));
  const dialog = await screen.findByRole("dialog", { name: "Leave the rest out?" });
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Leave them out" }));
  expect(server.bodies("delete", "/api/jobs/{id}/")).toHaveLength(1);
});

test("an undo that is refused says why", async () => {
  const detail = "This import has put nothing into the journal.";
  server.fails("post", "/api/jobs/{id}/undo/", 409, { code: "nothing_to_undo", detail });
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Undo import" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  await expectAccessible();
});

test("running it again goes to the new import", async () => {
  const next = buildJob({ id: 13, platform: "kata", username: "bob" });
  const { user, router } = open();
  server.onAny("post", "/api/import/{platform}/", () => next);
  server.on("get", "/api/jobs/", page<Job>([]));
  await user.click(await screen.findByRole("button", { name: "Run again" }));
  await screen.findByText(/Import 12|Import 13/);
  await expect.poll(() => router.state.location.pathname).toBe("/jobs/13");
});

test("the timeline, the values and what was kept are told", async () => {
  server.on(
    "get",
    "/api/jobs/{id}/rows/",
    page([
      buildRow({ outcome: "updated", kept_mine: [{ field: "title", mine: "2 Sum", theirs: "Two Sum II" }] }),
    ]),
  );
  open({
    events: [
      { at: "2026-03-05T12:00:00Z", kind: "created", detail: "" },
      { at: "2026-03-05T12:00:02Z", kind: "waiting", detail: "Katas asks us to wait" },
      {
        at: "2026-03-05T12:00:40Z",
        kind: "worker_lost",
        detail: "The worker was lost; another one went on.",
      },
    ],
  });
  const timeline = await screen.findByRole("region", { name: "Timeline" });
  expect(within(timeline).getByText("Asked for")).toBeVisible();
  expect(within(timeline).getByText("Katas asks us to wait.")).toBeVisible();
  expect(within(timeline).getByText("Taken up again")).toBeVisible();
  expect(within(timeline).getByText("The worker was lost; another one went on.")).toBeVisible();
  expect(await screen.findByText("Title: yours “2 Sum”, theirs “Two Sum II”")).toBeVisible();
});

test("a sync of practice time says so, and shows days and minutes", async () => {
  const values = { activity_id: "2026-03-04", day: "2026-03-04", title: "tides", minutes: 130 };
  server.on("get", "/api/jobs/{id}/rows/", page([buildRow({ values })]));
  open({ sync: true, record_type: "activity", counts: buildCounts({ read: 1, unchanged: 1 }) });
  expect(await screen.findByText(/^Sync 12, /)).toBeVisible();
  expect(screen.getByText("Nothing new: the day of practice was here already.")).toBeVisible();
  expect(await screen.findByRole("cell", { name: "2 h 10 min" })).toBeVisible();
  expect(screen.getByRole("cell", { name: "Mar 4, 2026" })).toBeVisible();
  await expectAccessible();
});

test("the rows are filtered by the server", async () => {
  const { user, router } = open();
  await user.click(await screen.findByRole("combobox", { name: "Result" }));
  await user.click(await screen.findByRole("option", { name: "Updated" }));
  expect(router.state.location.search).toBe("?outcome=updated");
  expect(server.queries("get", "/api/jobs/{id}/rows/")).toContainEqual({
    outcome: "updated",
    page: "1",
    page_size: "50",
  });
});

test("one that is still at work moves", async () => {
  let read = 100;
  const job = buildJob({ platform: "kata", username: "bob", state: "running", total: 400 });
  server.on("get", "/api/jobs/{id}/", () => ({ ...job, counts: buildCounts({ read, new: read }) }));
  renderWithApp("/jobs/12");
  expect(await screen.findByText("100 of 400")).toBeVisible();
  read = 300;
  expect(await screen.findByText("300 of 400")).toBeVisible();
});

test("one that waits needs nobody to stay", async () => {
  const error = { code: "upstream_rate_limited", detail: "Katas asks us to wait", retry_at: null };
  open({ state: "queued", counts: buildCounts({ read: 0, new: 0 }), error });
  expect(
    await screen.findByText("Katas asks us to wait. It goes on by itself. You can leave this page."),
  ).toBeVisible();
});

test.each(["/jobs/12", "/jobs/twelve"])("at %s where nothing is, the page says so", async (path) => {
  server.fails("get", "/api/jobs/{id}/", 404, { code: "not_found", detail: "Not found." });
  renderWithApp(path);
  expect(await screen.findByText("There is no such import")).toBeVisible();
  await expectAccessible();
});
