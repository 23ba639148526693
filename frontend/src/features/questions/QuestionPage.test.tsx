import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildPlatform } from "@/testing/importBuilders";
import { buildAttempt, buildQuestion } from "@/testing/journalBuilders";
import { page, server } from "@/testing/server";

import { reset } from "./timer";

const LOGS = "/api/questions/{question_id}/logs/";

beforeEach(() => {
  reset(7);
  server.on("get", "/api/platforms/", [buildPlatform({ slug: "kata", name: "Kata" })]);
  server.on("get", "/api/tags/", page([]));
  server.on("get", "/api/questions/{id}/", buildQuestion({ content: "Use a **map**." }));
  server.on("get", LOGS, page([buildAttempt()]));
});

async function open() {
  const app = renderWithApp("/questions/7");
  await screen.findByRole("heading", { level: 1, name: "Two Sum" });
  return app;
}

test("L and Enter log a solved attempt, which can be undone", async () => {
  const { user } = await open();
  server.on("post", LOGS, buildAttempt({ id: 71 }));
  server.on("delete", "/api/logs/{id}/", new Response(null, { status: 204 }));
  await user.keyboard("l");
  expect(await screen.findByRole("radio", { name: "Solved" })).toHaveFocus();
  await expectAccessible();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(server.bodies("post", LOGS)).toEqual([
    { outcome: "Solved", time_spent_min: null, languages: [], solution_approach: "", self_notes: "" },
  ]);
  await waitFor(() => expect(server.bodies("delete", "/api/logs/{id}/")).toHaveLength(1));
});

test("the timer goes on while one looks elsewhere, and fills in the minutes", async () => {
  const { user, router } = await open();
  vi.useFakeTimers({ toFake: ["Date"] });
  await user.click(screen.getByRole("button", { name: "Start the timer" }));
  await router.navigate("/tags");
  await screen.findByRole("heading", { name: "No tags yet" });
  vi.setSystemTime(Date.now() + 12 * 60_000);
  await router.navigate("/questions/7");
  await user.click(await screen.findByRole("button", { name: "Stop the timer and log the attempt" }));
  expect(await screen.findByRole("textbox", { name: "Minutes" })).toHaveValue("12");
});

test("an attempt that is refused says why at its field", async () => {
  const { user } = await open();
  server.fails("post", LOGS, 400, { attr: "date_attempted", detail: "This is more than 24 hours ahead." });
  await user.keyboard("l");
  await user.type(await screen.findByRole("textbox", { name: "What I noticed" }), "Sort first.");
  await user.click(screen.getByRole("button", { name: "Log attempt" }));
  expect(await screen.findByText("This is more than 24 hours ahead.")).toBeVisible();
  expect(screen.getByRole("textbox", { name: "What I noticed" })).toHaveValue("Sort first.");
  await expectAccessible();
});

test("an edited attempt keeps its moment in the person's zone", async () => {
  const { user } = await open();
  server.on("patch", "/api/logs/{id}/", buildAttempt());
  await user.click(await screen.findByRole("button", { name: "Edit this attempt" }));
  expect(screen.getByLabelText("When")).toHaveValue("2026-03-05T13:00");
  await user.click(screen.getByRole("radio", { name: "Failed" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(server.bodies("patch", "/api/logs/{id}/")[0]).toMatchObject({
      outcome: "Failed",
      date_attempted: "2026-03-05T12:00:00.000Z",
    }),
  );
});

test("an own attempt is deleted at once and can be noted again", async () => {
  const { user } = await open();
  server.on("delete", "/api/logs/{id}/", new Response(null, { status: 204 }));
  server.on("post", LOGS, buildAttempt({ id: 72 }));
  await user.click(await screen.findByRole("button", { name: "Delete this attempt" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(server.bodies("post", LOGS)[0]).toMatchObject({ time_spent_min: 25, languages: ["Python"] }),
  );
});

test("an imported attempt is asked about, for it stays away", async () => {
  server.on("get", LOGS, page([buildAttempt({ platform: "kata", job: 12 })]));
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Delete this attempt" }));
  expect(await screen.findByRole("dialog", { name: "Delete this imported attempt?" })).toBeVisible();
  await expectAccessible();
});

test("HTML in notes is text, and dangerous links go nowhere", async () => {
  const content = '<img src=x onerror="alert(1)"> [here](javascript:alert(1))';
  server.on("get", "/api/questions/{id}/", buildQuestion({ content, url: "javascript:alert(1)" }));
  await open();
  expect(await screen.findByText("here")).not.toHaveAttribute("href", expect.stringContaining("javascript"));
  expect(document.querySelector("img")).toBeNull();
  expect(document.querySelector('a[href^="javascript"]')).toBeNull();
});

test("notes that changed elsewhere meanwhile are not overwritten unasked", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Edit notes" }));
  const field = screen.getByRole("textbox", { name: "Notes" });
  await user.clear(field);
  await user.type(field, "Mine");
  server.on("get", "/api/questions/{id}/", buildQuestion({ content: "Theirs" }));
  await user.click(screen.getByRole("button", { name: "Save notes" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("changed elsewhere");
  expect(field).toHaveValue("Mine");
  await expectAccessible();
  server.on("patch", "/api/questions/{id}/", buildQuestion({ content: "Mine" }));
  await user.click(screen.getByRole("button", { name: "Keep mine" }));
  await user.click(screen.getByRole("button", { name: "Save notes" }));
  await waitFor(() => expect(server.bodies("patch", "/api/questions/{id}/")).toEqual([{ content: "Mine" }]));
});

test("a rating shows at once, and goes back where the server refuses", async () => {
  const { user } = await open();
  const difficulty = await screen.findByRole("radiogroup", { name: "Difficulty" });
  server.fails("patch", "/api/questions/{id}/", 500, { detail: "A server error occurred." });
  await user.click(within(difficulty).getByRole("radio", { name: "Hard" }));
  expect(await screen.findByText("A server error occurred.")).toBeVisible();
  expect(within(difficulty).getByRole("radio", { name: "Easy" })).toBeChecked();
});

test("a question that is gone says so", async () => {
  server.fails("get", "/api/questions/{id}/", 404, { code: "not_found", detail: "Not found." });
  renderWithApp("/questions/7");
  expect(await screen.findByRole("heading", { name: "This question is not in your journal" })).toBeVisible();
  await expectAccessible();
});

test("no attempts yet: how to note one", async () => {
  server.on("get", LOGS, page([]));
  await open();
  expect(await screen.findByText(/No attempt yet/)).toBeVisible();
  await expectAccessible();
});

test("attempts that cannot be loaded leave the rest of the page", async () => {
  server.fails("get", LOGS, 500, { detail: "A server error occurred." });
  await open();
  expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
  expect(screen.getByRole("heading", { name: "Notes" })).toBeVisible();
});

test("deleting the question leads back to the list as it was", async () => {
  server.on("get", "/api/questions/", page([buildQuestion()]));
  const { user, router } = renderWithApp("/questions?difficulty=Easy");
  await user.click(await screen.findByRole("link", { name: "Two Sum" }));
  await user.click(await screen.findByRole("button", { name: "More about this question" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
  server.on("delete", "/api/questions/{id}/", new Response(null, { status: 204 }));
  server.on("get", "/api/questions/", page([]));
  await user.click(await screen.findByRole("button", { name: "Delete the question" }));
  expect(await screen.findByRole("heading", { name: "No question matches" })).toBeVisible();
  expect(router.state.location.search).toBe("?difficulty=Easy");
});
