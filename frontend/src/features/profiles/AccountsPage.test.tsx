import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { browser } from "@/lib/navigation";
import { OPEN, done, has, open, startWithoutAccounts } from "@/testing/accountsPage";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildPlatform } from "@/testing/importBuilders";
import { buildCredential, buildLastSync, buildProfile, buildStatus } from "@/testing/profileBuilders";
import { server } from "@/testing/server";

beforeEach(startWithoutAccounts);

describe("an account", () => {
  test("tells what the last sync brought, when the next one is and why, its reach, its total and its numbers", async () => {
    has(buildProfile({ by_difficulty: { Hard: 31, Easy: 180, Medium: 1004 } }));
    const { card } = await open();
    expect(within(card).getByText("In sync")).toBeVisible();
    expect(within(card).getByRole("link", { name: "3 new, 1 updated" })).toHaveAttribute("href", "/jobs/12");
    expect(within(card).getByRole("link", { name: "see them" })).toHaveAttribute("href", "/activity?job=12");
    expect(card).toHaveTextContent("Mar 1, 2099, once a day");
    expect(card).toHaveTextContent("1,212 of 1,215: 2 without an id, 1 deleted by you");
    expect(card).toHaveTextContent("Your whole history.");
    expect(card).toHaveTextContent("Solved1,215Rating1,203Rank4 kyuEasy180Medium1,004Hard31As of");
    await expectAccessible();
  });

  test("of practice time leads to the days that came in", async () => {
    has(buildProfile({ platform: "open" }));
    const { card } = await open("/accounts", "bob on Open");
    expect(within(card).getByRole("link", { name: "see them" })).toHaveAttribute(
      "href",
      "/activity?view=practice&job=12",
    );
  });

  test("shows of its key the last four characters, and whether it was accepted", async () => {
    const credential = buildCredential({
      set: true,
      last4: "c8a1",
      kind: "token",
      set_at: "2026-02-27T08:00:00Z",
      state: "ok",
    });
    has(buildProfile({ platform: "keyed", credential }));
    const { card } = await open("/accounts", "bob on Keyed");
    expect(card).toHaveTextContent("API tokenends in c8a1, given Feb 27, 2026, accepted");
  });

  test.each([
    ["needs_credential", "set_credential", "Enter your API token"],
    ["not_found", "rename", "Correct the name"],
    ["failing", "retry", "Try again"],
    ["paused", "none", "Resume"],
  ] as const)("that is %s offers what mends it", async (state, action, label) => {
    has(
      buildProfile({
        platform: "keyed",
        status: buildStatus({ state, action, text: "Words of the server." }),
      }),
    );
    const { card } = await open("/accounts", "bob on Keyed");
    expect(within(card).getByText("Words of the server.")).toBeVisible();
    expect(within(card).getByRole("button", { name: `${label}: bob on Keyed` })).toBeEnabled();
  });

  test("tells moments in the person's own zone", async () => {
    const text = "The sync goes on at 28 February 2026, 23:30 UTC.";
    has(buildProfile({ status: buildStatus({ state: "waiting", text }) }));
    const { card } = await open();
    // In Berlin, where alice is.
    expect(card).toHaveTextContent("The sync goes on at Mar 1, 2026, 12:30 AM.");
  });

  test("of a platform that is out of order does not say again what stands above it", async () => {
    const notice = "Katas has been out of order; we try again by ourselves";
    server.on("get", "/api/platforms/", [buildPlatform({ notice })]);
    has(buildProfile({ status: buildStatus({ state: "waiting", text: `${notice}.` }) }));
    await open();
    expect(screen.getAllByText(`${notice}.`)).toHaveLength(1);
  });

  test("of a platform that is not known here any more can still be removed", async () => {
    has(
      buildProfile({
        platform: "gone",
        status: buildStatus({ state: "platform_off", text: "Not read here." }),
      }),
    );
    const { user, card } = await open("/accounts", "bob on gone");
    expect(within(card).queryByRole("button", { name: /^Sync/ })).toBeNull();
    await user.click(within(card).getByRole("button", { name: "More about bob on gone" }));
    expect(await screen.findByRole("menuitem", { name: "Remove…" })).toBeVisible();
  });
});

describe("many accounts", () => {
  test("that need a person are named above the others", async () => {
    const broken = buildStatus({ state: "not_found", action: "rename", text: "Nobody." });
    has(
      ...[1, 2, 3].map((id) => buildProfile({ id, username: `bob-${id}` })),
      buildProfile({ status: broken }),
    );
    const { user } = await open();
    const told = screen.getByRole("region", { name: "What needs you" });
    expect(told).toHaveTextContent("1 account needs you:bob on Katas");
    await user.click(within(told).getByRole("link"));
    await waitFor(() => expect(screen.getByRole("heading", { name: "bob" })).toHaveFocus());
    await expectAccessible();
  });
});

describe("the page", () => {
  test("teaches what an account is where there is none, by what each platform declares", async () => {
    renderWithApp("/accounts");
    expect(await screen.findByText("Add the first account")).toBeVisible();
    expect(screen.getByRole("button", { name: /^Katas.*Needs your user name alone\.$/ })).toBeEnabled();
    expect(
      screen.getByRole("button", { name: /^Keyed.*Needs your user name and API token\.$/ }),
    ).toBeEnabled();
    expect(
      screen.getByRole("button", { name: /^Open.*Connect it, or give.*your private events too\.$/ }),
    ).toBeEnabled();
    expect(screen.getByRole("button", { name: /^Shut.*Shut is switched off here\.$/ })).toBeDisabled();
    expect(screen.getByRole("region", { name: "From a file alone" })).toHaveTextContent(
      "Paper: It has no API.",
    );
    await expectAccessible();
  });

  test("shows grey cards while it waits, and offers to try again where it failed", async () => {
    let answer: (response: Response) => void = () => undefined;
    server.onAny("get", "/api/profiles/", () => new Promise<Response>((resolve) => (answer = resolve)));
    const { user } = renderWithApp("/accounts");
    expect(await screen.findByText("Loading")).toBeInTheDocument();
    server.fails("get", "/api/profiles/", 500);
    answer(Response.json({}, { status: 500 }));
    expect(await screen.findByText("This could not be loaded")).toBeVisible();
    await expectAccessible();
    has(buildProfile());
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("article", { name: "bob on Katas" })).toBeVisible();
  });
});

describe("adding", () => {
  async function openForm(slug: string, name: string) {
    const { user } = renderWithApp(`/accounts?add=${slug}`);
    const form = await screen.findByRole("form", { name: `Account on ${name}` });
    return { user, form };
  }

  test("reads the account at once where the platform knows it", async () => {
    const { user, form } = await openForm("kata", "Katas");
    server.on("post", "/api/profiles/", () => {
      has(buildProfile());
      return buildProfile();
    });
    server.on("post", "/api/profiles/{id}/sync/", done());
    server.on("get", "/api/jobs/{id}/", done());
    await user.type(within(form).getByLabelText("User name"), " bob {Enter}");
    expect(await screen.findByText("10 new attempts.")).toBeVisible();
    expect(server.bodies("post", "/api/profiles/")).toEqual([{ platform: "kata", username: "bob" }]);
    expect(server.bodies("post", "/api/profiles/{id}/sync/")).toEqual([{}]);
    expect(screen.getByRole("heading", { name: "bob" })).toHaveFocus();
    await expectAccessible();
  });

  test("tells a refused name and a refused key at their fields, and goes to the first", async () => {
    const { user, form } = await openForm("keyed", "Keyed");
    server.fails("post", "/api/profiles/", 400, {
      attr: "credential",
      code: "credential_rejected",
      detail: "it was refused",
    });
    await user.type(within(form).getByLabelText("User name"), "bob");
    const key = within(form).getByLabelText("API token");
    await user.type(key, "secret{Enter}");
    await waitFor(() =>
      expect(key).toHaveAccessibleDescription(/^It was refused\. From your settings\. Get it there/),
    );
    expect(key).toHaveFocus();
    await expectAccessible();
  });

  test("asks for a key that is needed before it asks the server", async () => {
    const { user, form } = await openForm("keyed", "Keyed");
    await user.type(within(form).getByLabelText("User name"), "bob{Enter}");
    expect(await within(form).findByText("Paste your API token here.")).toBeVisible();
    expect(server.bodies("post", "/api/profiles/")).toEqual([]);
  });

  test("keeps an account that could not be checked, and says so", async () => {
    const { user, form } = await openForm("kata", "Katas");
    const status = buildStatus({ state: "unverified", text: "Checked at the next sync.", last_sync: null });
    const unknown = buildProfile({ verified_at: null, stats_at: null, status });
    server.on("post", "/api/profiles/", () => {
      has(unknown);
      return unknown;
    });
    await user.type(within(form).getByLabelText("User name"), "bob{Enter}");
    expect(await screen.findByText(/is kept, but could not be checked/)).toBeVisible();
    expect(screen.getByText("Not checked yet")).toBeVisible();
    expect(server.bodies("post", "/api/profiles/{id}/sync/")).toEqual([]);
  });

  test("an account that is there already says so above the form", async () => {
    const { user, form } = await openForm("kata", "Katas");
    const detail = "You have added this account already, as bob.";
    server.fails("post", "/api/profiles/", 409, { code: "profile_exists", detail });
    await user.type(within(form).getByLabelText("User name"), "bob{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  });

  test("leads to the platform where one can connect, and says where one cannot", async () => {
    const goTo = vi.spyOn(browser, "goTo").mockImplementation(() => undefined);
    server.on("post", "/api/profiles/connect/", { url: "https://open.example/agree" });
    const { user } = await openForm("open", "Open");
    await user.click(screen.getByRole("button", { name: "Connect Open" }));
    await waitFor(() => expect(goTo).toHaveBeenCalledWith("https://open.example/agree"));
    expect(server.bodies("post", "/api/profiles/connect/")).toEqual([{ platform: "open" }]);
  });

  test("says where connecting was not set up, and goes back to the other platforms", async () => {
    server.on("get", "/api/platforms/", [{ ...OPEN, oauth: { help: "", configured: false } }]);
    const { user } = await openForm("open", "Open");
    expect(screen.getByText(/^Open can be connected without a key where/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Connect Open" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Another platform" }));
    expect(await screen.findByRole("dialog", { name: "Where do you practise?" })).toBeVisible();
  });
});

test("what a sync brought is told even where it was nothing", async () => {
  const empty = buildLastSync({ read: 0, new: 0, updated: 0, job: null });
  has(buildProfile({ status: buildStatus({ last_sync: empty }) }));
  const { card } = await open();
  expect(card).toHaveTextContent(/: nothing there yet/);
});
