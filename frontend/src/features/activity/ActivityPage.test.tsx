import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildJob } from "@/testing/builders";
import { buildPlatform } from "@/testing/importBuilders";
import { buildAttempt } from "@/testing/journalBuilders";
import { page, server } from "@/testing/server";

beforeEach(() => {
  server.on("get", "/api/platforms/", [buildPlatform({ slug: "kata", name: "Kata" })]);
});

test("attempts stand under their day in the person's zone, not the browser's", async () => {
  const late = buildAttempt({ id: 1, date_attempted: "2026-03-05T23:30:00Z", question_title: "Late one" });
  const noon = buildAttempt({
    id: 2,
    date_attempted: "2026-03-05T11:00:00Z",
    platform: "kata",
    time_is_estimated: true,
  });
  server.on("get", "/api/logs/", page([late, noon]));
  renderWithApp("/activity");
  const friday = await screen.findByRole("region", { name: "Friday, March 6, 2026" });
  expect(within(friday).getByRole("link", { name: "Late one" })).toBeVisible();
  const thursday = screen.getByRole("region", { name: "Thursday, March 5, 2026" });
  expect(thursday).toHaveTextContent("about 25 min");
  expect(within(thursday).getByRole("link", { name: "Two Sum" })).toHaveAttribute("href", "/questions/7");
  await expectAccessible();
});

test("filters live in the address", async () => {
  server.on("get", "/api/logs/", page([buildAttempt()]));
  const { user, router } = renderWithApp("/activity?page=3");
  await user.selectOptions(await screen.findByRole("combobox", { name: "Outcome" }), "Failed");
  await waitFor(() =>
    expect(server.queries("get", "/api/logs/").at(-1)).toMatchObject({ outcome: "Failed", page: "1" }),
  );
  expect(router.state.location.search).toBe("?outcome=Failed");
});

test("what an import brought is named, and can be widened to all", async () => {
  server.on("get", "/api/logs/", ({ query }) => page(query.get("job") ? [] : [buildAttempt()]));
  server.on("get", "/api/jobs/{id}/", buildJob({ platform: "kata" }));
  const { user } = renderWithApp("/activity?job=12");
  expect(await screen.findByRole("link", { name: /Kata, Mar 5, 2026/ })).toHaveAttribute("href", "/jobs/12");
  expect(await screen.findByText(/This import brought no attempts/)).toBeVisible();
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "Of any import" }));
  expect(await screen.findByRole("link", { name: "Two Sum" })).toBeVisible();
});

test("no attempts at all: what they are, and how they come", async () => {
  server.on("get", "/api/logs/", page([]));
  renderWithApp("/activity");
  expect(await screen.findByRole("heading", { name: "No attempts yet" })).toBeVisible();
  await expectAccessible();
});

test("a period the wrong way round is told in words", async () => {
  server.fails("get", "/api/logs/", 400, { attr: "until", detail: "This is before since." });
  renderWithApp("/activity?since=2026-03-05&until=2026-03-01");
  expect(await screen.findByRole("alert")).toHaveTextContent("This is before since.");
  await expectAccessible();
});

test("a slow list is announced", async () => {
  server.on("get", "/api/logs/", () => new Promise(() => undefined));
  renderWithApp("/activity");
  expect(await screen.findByText("Loading")).toBeInTheDocument();
});
