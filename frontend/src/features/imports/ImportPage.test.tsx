import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import type { Job } from "@/lib/endpoints/jobs";
import type { Profile } from "@/lib/endpoints/profiles";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildCounts, buildJob } from "@/testing/builders";
import { buildPlatform, buildRow } from "@/testing/importBuilders";
import { buildCredential, buildProfile } from "@/testing/profileBuilders";
import { page, server } from "@/testing/server";

const POST = "/api/import/{platform}/";

beforeEach(() => {
  server.on("get", "/api/platforms/", [
    buildPlatform(),
    buildPlatform({ slug: "try", name: "Trial", offline: true, has_details: false, homepage: "" }),
  ]);
  server.on("get", "/api/jobs/", page<Job>([]));
  server.on("get", "/api/profiles/", page<Profile>([]));
});

async function openForm(path = "/import") {
  const { user, router } = renderWithApp(path);
  const form = await screen.findByRole("form", { name: "Import from Katas" });
  return { user, router, form };
}

async function type(name: string, button: "Import" | "Preview", path?: string) {
  const { user, form, router } = await openForm(path);
  if (name) await user.type(within(form).getByLabelText("User name"), name);
  await user.click(within(form).getByRole("button", { name: button }));
  return { user, form, router };
}

function done(given: Partial<Job> = {}) {
  return buildJob({ platform: "kata", username: "bob", ...given });
}

/** What the answer to the import is, and what is said of the job afterwards. */
function answers(job: Job, status = 200) {
  server.onAny("post", POST, () => Response.json(job, { status }));
  server.on("get", "/api/jobs/{id}/", job);
}

describe("a card", () => {
  test("is drawn from what the platform declares", async () => {
    const { form } = await openForm();
    const card = screen.getByRole("region", { name: "Katas" });
    expect(within(card).getByText("Your whole history.")).toBeVisible();
    expect(within(card).getByText("solves and statistics")).toBeVisible();
    expect(within(form).getByLabelText("Difficulty and tags too")).toBeVisible();
    const trial = screen.getByRole("region", { name: "Trial" });
    expect(within(trial).getByText("No account needed")).toBeVisible();
    expect(within(trial).queryByLabelText("Difficulty and tags too")).toBeNull();
    expect(within(trial).getByLabelText("User name")).toHaveValue("alice");
    await expectAccessible();
  });

  test("remembers the account of the last import that found one", async () => {
    server.on("get", "/api/jobs/", page([done({ state: "failed", username: "bbo" }), done({ id: 11 })]));
    const { form } = await openForm();
    expect(within(form).getByLabelText("User name")).toHaveValue("bob");
  });

  test("takes the account from the address", async () => {
    const { form } = await openForm("/import?platform=kata&username=carol");
    expect(within(form).getByLabelText("User name")).toHaveValue("carol");
  });

  test("asks for a name before it asks the server", async () => {
    const { form } = await type("", "Import");
    expect(within(form).getByLabelText("User name")).toHaveAccessibleDescription(
      /Type your user name on Katas/,
    );
    expect(server.bodies("post", POST)).toEqual([]);
  });
});

describe("what a platform needs", () => {
  const key = {
    kind: "api_key",
    required: true,
    label: "API key",
    help: "the key of your settings",
    url: "https://katas.example/key",
    reach: "",
  } as const;

  function isDeclared(given: Parameters<typeof buildPlatform>[0], ...accounts: Profile[]) {
    server.on("get", "/api/platforms/", [buildPlatform(given)]);
    server.on("get", "/api/profiles/", page(accounts));
  }

  async function card() {
    renderWithApp("/import");
    return within(await screen.findByRole("region", { name: "Katas" }));
  }

  test("a key is asked for in Accounts and never here", async () => {
    isDeclared({ credential: key });
    const { getByText, getByRole, queryByRole } = await card();
    expect(getByText("Needs your API key")).toBeVisible();
    expect(getByText(/The key of your settings\./)).toBeVisible();
    expect(getByRole("link", { name: "Where to get it" })).toHaveAttribute("href", key.url);
    expect(getByRole("link", { name: "Add the account" })).toHaveAttribute("href", "/accounts?add=kata");
    expect(queryByRole("form")).toBeNull();
    await expectAccessible();
  });

  test("with the key of an account that account is imported", async () => {
    const withKey = buildProfile({ credential: buildCredential({ set: true, state: "ok" }) });
    isDeclared({ credential: key }, withKey, buildProfile({ id: 5, username: "carol" }));
    answers(done());
    const { user, form } = await openForm();
    const account = within(form).getByLabelText("Account");
    expect(within(account).getAllByRole("option")).toHaveLength(1);
    expect(account).toHaveValue("bob");
    await expectAccessible();
    await user.click(within(form).getByRole("button", { name: "Import" }));
    await waitFor(() => expect(server.bodies("post", POST)[0]).toMatchObject({ username: "bob" }));
    expect(Object.keys(server.bodies("post", POST)[0] ?? {})).not.toContain("credential");
  });

  test("a key that was refused is told, with the way to a new one", async () => {
    isDeclared(
      { credential: key },
      buildProfile({ credential: buildCredential({ set: true, state: "rejected" }) }),
    );
    const { getByText, getByRole } = await card();
    expect(getByText("Katas refused your API key")).toBeVisible();
    expect(getByRole("link", { name: "Enter a new one" })).toHaveAttribute("href", "/accounts");
  });

  test("a key that is not needed says what it adds", async () => {
    isDeclared({ credential: { ...key, required: false, label: "session cookie", reach: "everything" } });
    const { getByText, getByRole } = await card();
    expect(getByText(/everything, with your session cookie/)).toBeVisible();
    expect(getByRole("link", { name: "Give it: your session cookie, for Katas" })).toHaveAttribute(
      "href",
      "/accounts?add=kata",
    );
    expect(getByRole("form", { name: "Import from Katas" })).toBeVisible();
  });

  test("where this installation can be connected, that is the way", async () => {
    const credential = { ...key, required: false, label: "token", reach: "private ones too" };
    isDeclared({ credential, oauth: { help: "connect it", configured: true } });
    const { getByRole } = await card();
    expect(getByRole("link", { name: "Connect it: your token, for Katas" })).toHaveAttribute(
      "href",
      "/accounts?add=kata",
    );
  });

  test("one that cannot be asked is listed with the reason", async () => {
    isDeclared({ csv_only: "its list is shown after a login only" });
    const { getByText, queryByRole } = await card();
    expect(getByText("Its list is shown after a login only.")).toBeVisible();
    expect(getByText("Comes with file import; not here yet.")).toBeVisible();
    expect(queryByRole("form")).toBeNull();
    expect(queryByRole("button")).toBeNull();
    expect(screen.getByRole("heading", { name: "Not by a user name" })).toBeVisible();
    await expectAccessible();
  });

  test("those that cannot be asked stand behind those that can", async () => {
    server.on("get", "/api/platforms/", [
      buildPlatform({ slug: "shy", name: "Shy", csv_only: "it tells nobody" }),
      buildPlatform(),
    ]);
    await card();
    const names = screen.getAllByRole("region").map((one) => one.getAttribute("aria-label"));
    expect(names.filter((name) => name === "Shy" || name === "Katas")).toEqual(["Katas", "Shy"]);
  });

  test("one that is out of order says since when in the person's zone, and can be tried", async () => {
    isDeclared({ notice: "Katas has been out of order since 5 March 2026, 12:00 UTC" });
    const { getByText, getByRole } = await card();
    expect(getByText(/since Mar 5, 2026, 1:00.PM\./)).toBeVisible();
    expect(getByRole("form")).toBeVisible();
  });

  test("one that is switched off says so and cannot be asked", async () => {
    isDeclared({ available: false, notice: "Katas is switched off here" });
    const { getByText, queryByRole } = await card();
    expect(getByText("Katas is switched off here.")).toBeVisible();
    expect(queryByRole("form")).toBeNull();
    await expectAccessible();
  });

  test("practice time has no estimate for a question", async () => {
    isDeclared({ record_type: "activity", yields: ["practice", "statistics"], has_details: false });
    const { getByText, queryByText } = await card();
    expect(getByText("practice time and statistics")).toBeVisible();
    expect(queryByText(/as an estimate/)).toBeNull();
  });

  test("on a phone what was never used is folded, and opens with the focus at its name", async () => {
    isDeclared({});
    vi.spyOn(window, "matchMedia").mockImplementation(
      (query) => ({ ...narrow, matches: query.includes("max-width"), media: query }) as MediaQueryList,
    );
    const { user } = renderWithApp("/import");
    const choose = await screen.findByRole("button", { name: "Choose Katas" });
    expect(screen.queryByRole("form")).toBeNull();
    await expectAccessible();
    await user.click(choose);
    expect(screen.getByLabelText("User name")).toHaveFocus();
  });

  const narrow = { ...window.matchMedia("print") };
});

describe("keeping an account in sync", () => {
  test("an import that found its account says that it goes on by itself", async () => {
    answers(done({ profile: 4 }));
    await type("bob", "Import");
    expect(await screen.findByText(/Kept in sync: what is new comes in by itself/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Keep it in sync" })).toBeNull();
  });

  test("where it is no account of yours yet, one click makes it one", async () => {
    answers(done({ counts: buildCounts() }));
    server.on("post", "/api/profiles/", ({ body }) => {
      server.on("get", "/api/profiles/", page([buildProfile(body)]));
      return buildProfile(body);
    });
    const { user } = await type("bob", "Import");
    const keep = await screen.findByRole("button", { name: "Keep it in sync" });
    await expectAccessible();
    await user.click(keep);
    expect(await screen.findByText(/Kept in sync/)).toBeVisible();
    expect(server.bodies("post", "/api/profiles/")).toEqual([{ platform: "kata", username: "bob" }]);
  });

  test("that is refused is told in words, and can be tried again", async () => {
    answers(done({ counts: buildCounts() }));
    server.fails("post", "/api/profiles/", 400, { code: "limit", detail: "You have 100 accounts already." });
    const { user } = await type("bob", "Import");
    await user.click(await screen.findByRole("button", { name: "Keep it in sync" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("You have 100 accounts already.");
    expect(screen.getByRole("button", { name: "Keep it in sync" })).toBeEnabled();
    await expectAccessible();
  });

  test("that is paused is not promised", async () => {
    answers(done({ profile: 4 }));
    server.on("get", "/api/profiles/", page([buildProfile({ is_paused: true })]));
    await type("bob", "Import");
    await screen.findByRole("link", { name: "All about this import" });
    expect(screen.queryByText(/in sync/)).toBeNull();
  });

  test.each<[string, Partial<Job>]>([
    ["a preview", { state: "previewed", preview: true }],
    ["a failure", { state: "failed" }],
    ["one that was taken back", { undo: { state: "done", removed: 1, restored: 0, kept: [] } }],
  ])("is not offered after %s", async (_name, given) => {
    answers(done(given));
    server.on("get", "/api/jobs/{id}/rows/", page([buildRow()]));
    await type("bob", "Import");
    await screen.findByRole("link", { name: "All about this import" });
    expect(screen.queryByText(/in sync/)).toBeNull();
  });
});

test("practice time is told in days, and leads to where it can be seen", async () => {
  answers(done({ record_type: "activity", counts: buildCounts({ read: 35, new: 35 }) }));
  await type("bob", "Import");
  expect(await screen.findByText("35 new days of practice.")).toBeVisible();
  expect(screen.getByRole("link", { name: "See the practice time" })).toHaveAttribute(
    "href",
    "/activity?view=practice&job=12",
  );
});

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
