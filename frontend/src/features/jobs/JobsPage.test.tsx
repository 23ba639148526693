import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildCounts, buildJob } from "@/testing/builders";
import { buildPlatform } from "@/testing/importBuilders";
import { buildProfile } from "@/testing/profileBuilders";
import { page, server } from "@/testing/server";

beforeEach(() => {
  server.on("get", "/api/platforms/", [buildPlatform()]);
});

test("each import tells in words what became of it", async () => {
  const error = { code: "upstream_timeout", detail: "Katas took too long to answer", retry_at: null };
  server.on(
    "get",
    "/api/jobs/",
    page([
      buildJob({ id: 1, platform: "kata", username: "bob", counts: buildCounts({ read: 451, new: 451 }) }),
      buildJob({ id: 2, platform: "kata", username: "carol", state: "failed", error }),
      buildJob({ id: 3, platform: "gone", username: "dan", counts: buildCounts({ read: 7, unchanged: 7 }) }),
    ]),
  );
  renderWithApp("/jobs");
  expect(await screen.findByRole("link", { name: "bob on Katas" })).toHaveAttribute("href", "/jobs/1");
  expect(screen.getByText("451 new attempts.")).toBeVisible();
  expect(screen.getByText("Katas took too long to answer.")).toBeVisible();
  expect(screen.getByRole("link", { name: "dan on gone" })).toBeVisible();
  expect(screen.getByText("Nothing new: all 7 attempts were here already.")).toBeVisible();
  await expectAccessible();
});

test("the filters are asked of the server and kept in the address", async () => {
  server.on("get", "/api/jobs/", page([buildJob()]));
  const { user, router } = renderWithApp("/jobs");
  await user.click(await screen.findByRole("combobox", { name: "State" }));
  await user.click(await screen.findByRole("option", { name: "Needs review" }));
  expect(router.state.location.search).toBe("?state=needs_review");
  expect(server.queries("get", "/api/jobs/")).toContainEqual({
    state: "needs_review",
    page: "1",
    page_size: "50",
  });
});

test("syncs carry a mark and can be shown alone", async () => {
  server.on(
    "get",
    "/api/jobs/",
    page([buildJob({ id: 1, sync: true }), buildJob({ id: 2, username: "bob" })]),
  );
  const { user, router } = renderWithApp("/jobs");
  const row = within(await screen.findByRole("row", { name: /alice on/ }));
  expect(row.getByText("Sync")).toBeVisible();
  expect(within(screen.getByRole("row", { name: /bob on/ })).queryByText("Sync")).toBeNull();
  await user.click(screen.getByRole("combobox", { name: "How it began" }));
  await user.click(await screen.findByRole("option", { name: "Syncs" }));
  expect(router.state.location.search).toBe("?sync=true");
  expect(server.queries("get", "/api/jobs/")).toContainEqual({ sync: "true", page: "1", page_size: "50" });
  await expectAccessible();
});

test("the history of one account is named, and can be widened to all", async () => {
  server.on("get", "/api/jobs/", page([buildJob()]));
  server.on("get", "/api/profiles/", page([buildProfile({ id: 4 })]));
  const { user, router } = renderWithApp("/jobs?profile=4");
  expect(await screen.findByRole("link", { name: "bob on Katas" })).toHaveAttribute("href", "/accounts");
  expect(server.queries("get", "/api/jobs/")).toContainEqual({ profile: "4", page: "1", page_size: "50" });
  await user.click(screen.getByRole("button", { name: "Of any account" }));
  expect(router.state.location.search).toBe("");
});

test("nobody's history says how to begin", async () => {
  server.on("get", "/api/jobs/", page([]));
  renderWithApp("/jobs");
  expect(await screen.findByText("Nothing imported yet")).toBeVisible();
  await expectAccessible();
});

test("filters that fit nothing can be dropped", async () => {
  server.on("get", "/api/jobs/", ({ query }) => page(query.has("state") ? [] : [buildJob()]));
  const { user } = renderWithApp("/jobs?state=failed");
  await user.click(await screen.findByRole("button", { name: "Show all" }));
  expect(await screen.findByText("10 new attempts.")).toBeVisible();
});

test("a history that cannot be loaded says so", async () => {
  server.fails("get", "/api/jobs/", 400, { detail: "That went wrong." });
  renderWithApp("/jobs");
  expect(await screen.findByText("That went wrong.")).toBeVisible();
  await expectAccessible();
});
