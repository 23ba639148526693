import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import type { Job } from "@/lib/endpoints/jobs";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildCounts } from "@/testing/builders";
import { buildRow } from "@/testing/importBuilders";
import { POST, answers, done, openForm, serveImportPage, type } from "@/testing/importPage";
import { page, server } from "@/testing/server";

beforeEach(serveImportPage);

describe("an import", () => {
  test("tells its result in words and leads on to attempts, issues and undo", async () => {
    answers(
      done({
        state: "needs_review",
        open_issues: 3,
        counts: buildCounts({ read: 454, new: 451, invalid: 3 }),
      }),
    );
    await type(" bob ", "Import");
    expect(await screen.findByText("451 new attempts. 3 rows need you.")).toBeVisible();
    expect(screen.getByRole("link", { name: "See the attempts" })).toHaveAttribute(
      "href",
      "/activity?job=12",
    );
    expect(screen.getByRole("link", { name: "Look at 3 rows" })).toHaveAttribute("href", "/issues?job=12");
    expect(screen.getByRole("button", { name: "Undo import" })).toBeEnabled();
    expect(server.bodies("post", POST)).toEqual([
      { username: "bob", preview: false, details: false, bring_back: false },
    ]);
    await expectAccessible();
  });

  test("shows how far it is while the call has no answer yet, and can be stopped", async () => {
    let answer: (response: Response) => void = () => undefined;
    server.onAny("post", POST, () => new Promise<Response>((resolve) => (answer = resolve)));
    const running = done({ state: "running", total: 2000, counts: buildCounts({ read: 800, new: 800 }) });
    server.on("get", "/api/jobs/", ({ query }) => page(query.get("state") === "running" ? [running] : []));
    server.on("delete", "/api/jobs/{id}/", { ...running, cancel_requested: true });
    const { user } = await type("Bob", "Import");
    expect(await screen.findByText("800 of 2,000")).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    const stopped = done({ state: "cancelled", counts: buildCounts({ read: 1000, new: 1000 }) });
    server.on("get", "/api/jobs/{id}/", stopped);
    answer(Response.json(stopped));
    expect(await screen.findByText("Stopped. What came in before stays: 1,000 new attempts.")).toBeVisible();
    expect(server.queries("get", "/api/jobs/")).toContainEqual({ state: "running", platform: "kata" });
  });

  test("that takes longer goes on and is followed to its end", async () => {
    const states: Job[] = [
      done({ state: "running", total: 2000, counts: buildCounts({ read: 1200, new: 1200 }) }),
      done({ counts: buildCounts({ read: 2000, new: 2000 }) }),
    ];
    server.onAny("post", POST, () => Response.json(states[0], { status: 202 }));
    server.on("get", "/api/jobs/{id}/", () => states[1] ?? done());
    await type("bob", "Import");
    expect(await screen.findByText("2,000 new attempts.")).toBeVisible();
  });

  test("that was running before is joined, and says so", async () => {
    answers(done({ state: "running", created_at: "2020-01-01T00:00:00Z" }), 202);
    await type("bob", "Import");
    expect(await screen.findByText(/was being imported already/)).toBeVisible();
  });

  test("that runs since before the page is shown", async () => {
    const running = done({ state: "running", total: 100, counts: buildCounts({ read: 40, new: 40 }) });
    server.on("get", "/api/jobs/", page([running]));
    server.on("get", "/api/jobs/{id}/", running);
    renderWithApp("/import");
    expect(await screen.findByText("40 of 100")).toBeVisible();
    expect(document.body).toHaveFocus();
  });

  test("is taken back, and what was kept is told with its reason", async () => {
    answers(done());
    const undo = {
      state: "done",
      removed: 9,
      restored: 1,
      kept: [{ title: "Two Sum", reason: "edited" }],
    } as const;
    const { user } = await type("bob", "Import");
    const undone = done({ undo: { ...undo, kept: [...undo.kept] } });
    server.onAny("post", "/api/jobs/{id}/undo/", () => undone);
    server.on("get", "/api/jobs/{id}/", undone);
    await user.click(await screen.findByRole("button", { name: "Undo import" }));
    expect(await screen.findByText("9 removed, 1 put back as they were, 1 kept.")).toBeVisible();
    expect(screen.getByText(/stays: you edited it/)).toBeVisible();
    await expectAccessible();
  });
});

describe("a preview", () => {
  const previewed = done({
    state: "previewed",
    preview: true,
    counts: buildCounts({ read: 12, new: 9, updated: 3 }),
  });

  async function look() {
    answers(previewed);
    server.on("get", "/api/jobs/{id}/rows/", ({ query }) =>
      page(
        [buildRow({ values: { title: `A row that is ${query.get("outcome") ?? ""}` }, state: "waiting" })],
        9,
      ),
    );
    return type("bob", "Preview");
  }

  test("shows its rows and is then imported", async () => {
    const { user } = await look();
    expect(await screen.findByText("9 attempts would be new, 3 would be updated.")).toBeVisible();
    expect(await screen.findByText("A row that is new")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "Updated 3" }));
    expect(await screen.findByText("A row that is updated")).toBeVisible();
    await expectAccessible();
    const committed = {
      ...previewed,
      state: "completed" as const,
      events: [{ at: "", kind: "commit", detail: "" }],
    };
    server.on("post", "/api/jobs/{id}/commit/", committed);
    server.on("get", "/api/jobs/{id}/", committed);
    await user.click(screen.getByRole("button", { name: "Import these" }));
    expect(await screen.findByText("9 new attempts, 3 updated.")).toBeVisible();
    expect(server.bodies("post", POST)[0]).toMatchObject({ preview: true });
  });

  test("can be discarded", async () => {
    const { user } = await look();
    const cancelled = { ...previewed, state: "cancelled" as const };
    server.on("delete", "/api/jobs/{id}/", cancelled);
    server.on("get", "/api/jobs/{id}/", cancelled);
    await user.click(await screen.findByRole("button", { name: "Discard" }));
    expect(await screen.findByText("Discarded. Nothing has changed.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Undo import" })).toBeNull();
  });

  test("that another tab has settled is refused in words", async () => {
    const { user } = await look();
    const detail = "Only a finished preview can be committed.";
    server.fails("post", "/api/jobs/{id}/commit/", 409, { code: "job_not_previewed", detail });
    await user.click(await screen.findByRole("button", { name: "Import these" }));
    expect(await screen.findByRole("alert")).toHaveTextContent(detail);
    await expectAccessible();
  });
});

describe("what goes wrong", () => {
  test("with the name is told at the name, which takes the focus", async () => {
    const failed = done({
      state: "failed",
      error: { code: "profile_not_found", detail: "no such user", retry_at: null },
    });
    server.onAny("post", POST, () =>
      withJob(400, "profile_not_found", "no such user on Katas", failed, "username"),
    );
    server.on("get", "/api/jobs/{id}/", failed);
    const { form } = await type("nobody", "Import");
    const name = within(form).getByLabelText("User name");
    await waitFor(() => expect(name).toHaveAccessibleDescription(/No such user on Katas\./));
    expect(name).toHaveFocus();
    await expectAccessible();
  });

  test.each([
    [
      409,
      "profile_private",
      "this profile on Katas is private",
      /is private\. Make your profile public there/,
    ],
    [
      502,
      "upstream_unavailable",
      "Katas is out of order at the moment",
      /out of order at the moment\. Try again in a few/,
    ],
    [504, "upstream_timeout", "Katas took too long to answer", /took too long to answer\. It was too slow/],
    [502, "something_new", "strange", /Strange\. Try again in a few minutes/],
  ])("upstream (%i %s) is told with what to do", async (status, code, detail, words) => {
    const failed = done({
      state: "failed",
      error: { code, detail, retry_at: null },
      counts: buildCounts({ read: 200, new: 200 }),
    });
    server.onAny("post", POST, () => withJob(status, code, detail, failed));
    server.on("get", "/api/jobs/{id}/", failed);
    await type("bob", "Import");
    expect(await screen.findByRole("alert")).toHaveTextContent(words);
    expect(screen.getByText("What came in before stays: 200 new attempts.")).toBeVisible();
    await expectAccessible();
  });

  test("with the hour's imports says when to try again", async () => {
    vi.useFakeTimers({ now: new Date("2026-03-05T12:00:00Z"), toFake: ["Date"] });
    const error = { code: "throttled", detail: "Too many imports in an hour. Try again later." };
    server.fails("post", POST, 429, error, { "Retry-After": "300" });
    await type("bob", "Import");
    expect(await screen.findByRole("alert")).toHaveTextContent(
      /^Too many imports in an hour\. Try again at (1:05 PM|13:05)\.$/,
    );
  });

  test("a platform that asks to wait is waited for, and the page says until when", async () => {
    vi.useFakeTimers({ now: new Date("2026-03-05T12:00:00Z"), toFake: ["Date"] });
    const until = "2026-03-05T12:10:00Z";
    const waiting = done({
      state: "queued",
      not_before: until,
      error: { code: "upstream_rate_limited", detail: "Katas asks us to wait", retry_at: until },
    });
    server.onAny("post", POST, () => withJob(503, "upstream_rate_limited", "Katas asks us to wait", waiting));
    server.on("get", "/api/jobs/{id}/", waiting);
    await type("bob", "Import");
    expect(
      await screen.findByText(/goes on by itself at (1:10 PM|13:10)\. You can leave this page\.$/),
    ).toBeVisible();
    expect(screen.getByRole("button", { name: "Cancel" })).toBeEnabled();
  });

  test("a wait that nobody asked for on this page sends nobody away", async () => {
    const error = { code: "upstream_rate_limited", detail: "Katas asks us to wait", retry_at: null };
    const waiting = done({ id: 10, state: "queued", counts: buildCounts(), error });
    server.on("get", "/api/jobs/", page([waiting]));
    server.on("get", "/api/jobs/{id}/", waiting);
    await openForm();
    expect(await screen.findByText("Katas asks us to wait. It goes on by itself.")).toBeVisible();
  });

  test("with the list of platforms can be tried again", async () => {
    server.fails("get", "/api/platforms/", 400, { detail: "That went wrong." });
    const { user } = renderWithApp("/import");
    expect(await screen.findByText("That went wrong.")).toBeVisible();
    await expectAccessible();
    server.on("get", "/api/platforms/", []);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("No platform is set up here")).toBeVisible();
  });
});

function withJob(status: number, code: string, detail: string, job: Job, attr: string | null = null) {
  const type = status === 400 ? "validation_error" : "server_error";
  return Response.json({ type, errors: [{ code, detail, attr }], job }, { status });
}
