import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";

import type { Job } from "@/lib/endpoints/jobs";
import { choose, done, has, open, startWithoutAccounts } from "@/testing/accountsPage";
import { expectAccessible } from "@/testing/axe";
import { buildCounts } from "@/testing/builders";
import { buildCredential, buildProfile, buildRemoved, buildStatus } from "@/testing/profileBuilders";
import { page, server } from "@/testing/server";

beforeEach(startWithoutAccounts);

describe("a sync", () => {
  test("is watched while its call has no answer yet, to its end", async () => {
    has(buildProfile());
    const { user } = await open();
    let answer: (response: Response) => void = () => undefined;
    server.onAny(
      "post",
      "/api/profiles/{id}/sync/",
      () => new Promise<Response>((resolve) => (answer = resolve)),
    );
    const running = done({ state: "running", total: 2000, counts: buildCounts({ read: 800, new: 800 }) });
    server.on("get", "/api/jobs/", ({ query }) => page(query.get("state") === "running" ? [running] : []));
    server.on("get", "/api/jobs/{id}/", running);
    await user.click(screen.getByRole("button", { name: "Sync bob on Katas" }));
    expect(await screen.findByText("800 of 2,000")).toBeVisible();
    expect(screen.getByRole("button", { name: "Sync bob on Katas" })).toBeDisabled();
    await expectAccessible();
    const ended = done({ counts: buildCounts({ read: 2000, new: 2000 }) });
    server.on("get", "/api/jobs/", page<Job>([]));
    server.on("get", "/api/jobs/{id}/", ended);
    answer(Response.json(ended));
    expect(await screen.findByText("2,000 new attempts.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Close the sync of bob on Katas" }));
    expect(screen.queryByText("2,000 new attempts.")).toBeNull();
  });

  test("that somebody else began is found and shown", async () => {
    const running = done({ state: "running", total: 100, counts: buildCounts({ read: 40, new: 40 }) });
    server.on("get", "/api/jobs/", ({ query }) => page(query.get("state") === "running" ? [running] : []));
    server.on("get", "/api/jobs/{id}/", running);
    has(buildProfile({ status: buildStatus({ state: "syncing", text: "Reading from Katas now." }) }));
    await open();
    expect(await screen.findByText("40 of 100")).toBeVisible();
  });

  test("that waits says until when, and does not send anybody away", async () => {
    const error = { code: "upstream_rate_limited", detail: "Katas asks us to wait", retry_at: null };
    const waiting = done({ state: "queued", counts: buildCounts(), error });
    server.on("get", "/api/jobs/", ({ query }) => page(query.get("state") === "queued" ? [waiting] : []));
    server.on("get", "/api/jobs/{id}/", waiting);
    has(buildProfile({ status: buildStatus({ state: "waiting", text: "The sync goes on at 12:00." }) }));
    await open();
    expect(await screen.findByText("Katas asks us to wait. It goes on by itself.")).toBeVisible();
    expect(screen.queryByText(/leave this page/)).toBeNull();
    await expectAccessible();
  });

  test("so soon after another says when it may run again", async () => {
    has(buildProfile());
    const { user } = await open();
    const detail = "This account was synced a moment ago. Again in 12 min.";
    server.fails(
      "post",
      "/api/profiles/{id}/sync/",
      429,
      { code: "throttled", detail },
      { "Retry-After": "720" },
    );
    await user.click(screen.getByRole("button", { name: "Sync bob on Katas" }));
    expect(
      await screen.findByText(
        /^This account was synced a moment ago\. It may run again at .*, in 12 minutes\.$/,
      ),
    ).toBeVisible();
    await expectAccessible();
  });

  test("that failed is told with its job", async () => {
    has(buildProfile());
    const { user } = await open();
    const error = { code: "profile_private", detail: "bob is private", retry_at: null };
    const failed = done({ state: "failed", error, counts: buildCounts() });
    const body = {
      type: "client_error",
      errors: [{ code: error.code, detail: error.detail, attr: null }],
      job: failed,
    };
    server.onAny("post", "/api/profiles/{id}/sync/", () => Response.json(body, { status: 409 }));
    server.on("get", "/api/jobs/{id}/", failed);
    await user.click(screen.getByRole("button", { name: "Sync bob on Katas" }));
    expect(await screen.findByText(/^Bob is private\. Make your profile public there/)).toBeVisible();
  });

  test("of a span asks for its days", async () => {
    has(buildProfile());
    const { user } = await open();
    server.on("post", "/api/profiles/{id}/sync/", done());
    server.on("get", "/api/jobs/{id}/", done());
    const dialog = await choose(user, "Read again…");
    await user.click(within(dialog).getByRole("radio", { name: "Some days" }));
    await user.click(within(dialog).getByRole("button", { name: "Read again" }));
    expect(within(dialog).getByText("Choose at least one of the two days.")).toBeVisible();
    await user.type(within(dialog).getByLabelText("From"), "2026-02-01");
    await user.type(within(dialog).getByLabelText("To"), "2026-01-01");
    await user.click(within(dialog).getByRole("button", { name: "Read again" }));
    expect(within(dialog).getByText("The span ends before it begins.")).toBeVisible();
    await user.clear(within(dialog).getByLabelText("To"));
    await user.click(within(dialog).getByRole("button", { name: "Read again" }));
    await waitFor(() =>
      expect(server.bodies("post", "/api/profiles/{id}/sync/")).toEqual([{ since: "2026-02-01" }]),
    );
  });
});

describe("the numbers", () => {
  test("are refreshed", async () => {
    has(buildProfile());
    const { user, card } = await open();
    const fresh = buildProfile({ problems_solved: 1216, stats_at: new Date().toISOString() });
    server.on("post", "/api/profiles/{id}/refresh/", () => {
      has(fresh);
      return fresh;
    });
    await user.click(within(card).getByRole("button", { name: "Refresh the numbers of bob on Katas" }));
    expect(await within(card).findByText("1,216")).toBeVisible();
    expect(card).toHaveTextContent("As of now");
  });

  test("that could not be fetched stay, and why is told", async () => {
    has(buildProfile());
    const { user, card } = await open();
    server.fails("post", "/api/profiles/{id}/refresh/", 502, {
      code: "upstream_unavailable",
      detail: "Katas is down",
    });
    await user.click(within(card).getByRole("button", { name: "Refresh the numbers of bob on Katas" }));
    expect(await within(card).findByRole("alert")).toHaveTextContent(
      "The numbers were not fetchedKatas is down.",
    );
    expect(card).toHaveTextContent("Solved1,215");
    await expectAccessible();
  });
});

test("numbers that could not be had again say since when", async () => {
  has(buildProfile({ stale_since: "2026-02-27T10:00:00Z" }));
  const { card } = await open();
  expect(card).toHaveTextContent("Could not be fetched again since Feb 27, 2026");
});

describe("changing", () => {
  test("a name that is refused is told at the field", async () => {
    has(buildProfile());
    const { user } = await open();
    server.fails("patch", "/api/profiles/{id}/", 400, {
      attr: "username",
      code: "profile_not_found",
      detail: "no such user",
    });
    const dialog = await choose(user, "Rename…");
    const field = within(dialog).getByLabelText("User name");
    await user.clear(field);
    await user.type(field, "robert{Enter}");
    await waitFor(() => expect(field).toHaveAccessibleDescription(/^No such user\./));
    expect(field).toHaveFocus();
    expect(server.bodies("patch", "/api/profiles/{id}/")).toEqual([{ username: "robert" }]);
    await expectAccessible();
  });

  test("an account is paused, and goes on by undo", async () => {
    has(buildProfile());
    const { user } = await open();
    server.on("patch", "/api/profiles/{id}/", ({ body }) => buildProfile(body));
    await user.click(screen.getByRole("button", { name: "More about bob on Katas" }));
    await user.click(await screen.findByRole("menuitem", { name: "Pause" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() =>
      expect(server.bodies("patch", "/api/profiles/{id}/")).toEqual([
        { is_paused: true },
        { is_paused: false },
      ]),
    );
  });

  test("another key is kept, and the account is read again with it", async () => {
    const credential = buildCredential({ set: true, last4: "c8a1", kind: "token", state: "rejected" });
    has(buildProfile({ platform: "keyed", credential }));
    const { user } = await open("/accounts", "bob on Keyed");
    server.on("patch", "/api/profiles/{id}/", buildProfile({ credential: { ...credential, last4: "beef" } }));
    server.on("post", "/api/profiles/{id}/sync/", done());
    server.on("get", "/api/jobs/{id}/", done());
    const dialog = await choose(user, "Replace or remove your API token…", "bob on Keyed");
    expect(dialog).toHaveTextContent("The one there is ends in c8a1.");
    await user.type(within(dialog).getByLabelText("API token"), "a-new-secret{Enter}");
    expect(await screen.findByText("Your API token is kept, ending in beef")).toBeVisible();
    expect(await screen.findByText("10 new attempts.")).toBeVisible();
    expect(server.bodies("patch", "/api/profiles/{id}/")).toEqual([{ credential: "a-new-secret" }]);
  });

  test("a key is deleted only when asked twice", async () => {
    const credential = buildCredential({ set: true, last4: "c8a1", kind: "token", state: "ok" });
    has(buildProfile({ platform: "keyed", credential }));
    const { user } = await open("/accounts", "bob on Keyed");
    server.on("patch", "/api/profiles/{id}/", buildProfile());
    const dialog = await choose(user, "Replace or remove your API token…", "bob on Keyed");
    await user.click(within(dialog).getByRole("button", { name: "Remove it…" }));
    expect(await screen.findByText(/Without one, Keyed cannot be read\./)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Delete the API token" }));
    await waitFor(() =>
      expect(server.bodies("patch", "/api/profiles/{id}/")).toEqual([{ credential: null }]),
    );
  });

  test("a connection that the platform could not be told of says what is left to do", async () => {
    const credential = buildCredential({ set: true, last4: "c8a1", kind: "oauth", state: "ok" });
    has(buildProfile({ platform: "open", credential }));
    const { user } = await open("/accounts", "bob on Open");
    const url = "https://open.example/apps";
    const revocation = { done: false, detail: `Open could not be told. Take it back there: ${url}`, url };
    server.on("post", "/api/profiles/{id}/disconnect/", { ...buildProfile(), revocation });
    await choose(user, "Disconnect…", "bob on Open");
    await user.click(screen.getByRole("button", { name: "Disconnect" }));
    expect(await screen.findByText("bob on Open is disconnected here")).toBeVisible();
    expect(screen.getByRole("link", { name: "Take it back there" })).toHaveAttribute("href", url);
  });
});

describe("removing", () => {
  test("says what went, and what stays with its reason", async () => {
    has(buildProfile());
    const { user } = await open();
    const kept = [{ title: "Two Sum", reason: "own_attempts" as const }];
    server.on("delete", "/api/profiles/{id}/", () => {
      has();
      return buildRemoved({ questions: 210, attempts: 211, kept_count: 1, kept });
    });
    const dialog = await choose(user, "Remove…");
    await user.click(within(dialog).getByRole("radio", { name: "Remove what it brought too" }));
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Remove account and history" }));
    expect(
      await screen.findByText(/^With it went 210 questions and 211 attempts\. 1 entry stays/),
    ).toBeVisible();
    expect(dialog).toHaveTextContent("Two Sum: you logged attempts of your own on it");
    expect(server.queries("delete", "/api/profiles/{id}/")).toEqual([{ history: "remove" }]);
    expect(await screen.findByText("Add the first account")).toBeInTheDocument();
  });

  test("keeps the history where nothing else is chosen", async () => {
    has(buildProfile());
    const { user } = await open();
    server.on("delete", "/api/profiles/{id}/", buildRemoved());
    const dialog = await choose(user, "Remove…");
    await user.click(within(dialog).getByRole("button", { name: "Remove the account" }));
    expect(await screen.findByText("bob on Katas is removed. What it brought stays.")).toBeVisible();
    expect(server.queries("delete", "/api/profiles/{id}/")).toEqual([{ history: "keep" }]);
  });

  test("that takes longer goes on by itself, and shows how far it is", async () => {
    has(buildProfile());
    const { user } = await open();
    const removal = buildRemoved({ questions: 500, attempts: 500 });
    server.onAny("delete", "/api/profiles/{id}/", () => {
      has(
        buildProfile({ removal, status: buildStatus({ state: "removing", text: "It is being removed." }) }),
      );
      return Response.json(removal, { status: 202 });
    });
    const dialog = await choose(user, "Remove…");
    await user.click(within(dialog).getByRole("radio", { name: "Remove what it brought too" }));
    await user.click(within(dialog).getByRole("button", { name: "Remove account and history" }));
    expect(await screen.findByText("bob on Katas is being removed")).toBeVisible();
    expect(
      await screen.findByText("It is being removed. Gone so far: 500 questions and 500 attempts."),
    ).toBeVisible();
    expect(screen.queryByRole("button", { name: "More about bob on Katas" })).toBeNull();
  });
});

test("numbers that never came are not said to be missing again", async () => {
  has(buildProfile({ stale_since: "2026-02-27T10:00:00Z", stats_at: null }));
  const { card } = await open();
  expect(card).toHaveTextContent("Could not be fetched yet");
});
