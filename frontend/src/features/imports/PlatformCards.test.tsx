import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import type { Job } from "@/lib/endpoints/jobs";
import type { Profile } from "@/lib/endpoints/profiles";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildCounts } from "@/testing/builders";
import { buildPlatform, buildRow } from "@/testing/importBuilders";
import { POST, answers, done, openForm, serveImportPage, type } from "@/testing/importPage";
import { buildCredential, buildProfile } from "@/testing/profileBuilders";
import { page, server } from "@/testing/server";

beforeEach(serveImportPage);

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
