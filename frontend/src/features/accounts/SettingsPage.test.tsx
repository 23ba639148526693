import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import type { User } from "@/lib/identity";
import { browser } from "@/lib/navigation";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildUser } from "@/testing/builders";
import { page, server } from "@/testing/server";

import { describeBrowser } from "./settings/describeBrowser";

const HERE = {
  id: "00000000-0000-4000-8000-000000000001",
  created_at: "2026-03-05T12:00:00Z",
  last_used_at: "2026-03-05T12:00:00Z",
  user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  current: true,
};
const PHONE = {
  ...HERE,
  id: "00000000-0000-4000-8000-000000000002",
  user_agent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
  current: false,
};

function openSettings(user = buildUser()) {
  server.on("get", "/api/accounts/sessions/", page([HERE, PHONE]));
  return renderWithApp("/settings", { as: user });
}

/** From now on the server says that this is who is signed in. */
function become(user: User): User {
  server.on("get", "/api/accounts/identity/", { authenticated: true, user });
  return user;
}

test("everything there is to set is there", async () => {
  openSettings();
  expect(await screen.findByText("Safari on iPhone")).toBeInTheDocument();
  const headings = screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);
  expect(headings).toEqual(["Profile", "Password", "Appearance", "Where you are signed in"]);
  await expectAccessible();
});

test("a new time zone is saved without a password", async () => {
  vi.spyOn(Intl, "supportedValuesOf").mockReturnValue(["Asia/Tokyo", "Europe/Berlin"]);
  server.on("patch", "/api/accounts/me/", ({ body }) => become({ ...buildUser(), ...body }));
  const { user } = openSettings();
  await user.click(await screen.findByLabelText("Time zone", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: "Asia/Tokyo" }));
  await user.click(screen.getByRole("button", { name: "Save profile" }));
  expect(await screen.findByText("Profile saved.")).toBeInTheDocument();
  expect(server.bodies("patch", "/api/accounts/me/")).toEqual([{ time_zone: "Asia/Tokyo" }]);
  expect(screen.getByRole("button", { name: "Save profile" })).toBeDisabled();
});

test("a new e-mail address asks for the password, and a wrong one is told at its field", async () => {
  const wrong = { code: "wrong_password", detail: "This is not your password.", attr: "current_password" };
  server.fails("patch", "/api/accounts/me/", 400, wrong);
  const { user } = openSettings();
  const address = await screen.findByLabelText("Email address");
  await user.clear(address);
  await user.type(address, "new@example.org");
  const form = address.closest("form") as HTMLElement;
  await user.type(within(form).getByLabelText("Current password"), "a guess");
  await user.click(screen.getByRole("button", { name: "Save profile" }));
  expect(await screen.findByText("This is not your password.")).toBeInTheDocument();
  expect(server.bodies("patch", "/api/accounts/me/")).toEqual([
    { email: "new@example.org", current_password: "a guess" },
  ]);
  await expectAccessible();
});

test("a new password is checked, then changed", async () => {
  server.on("post", "/api/accounts/password/", undefined);
  const { user } = openSettings();
  await user.type(await screen.findByLabelText("Current password"), "correct horse");
  await user.type(screen.getByLabelText("New password"), "short");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect(await screen.findByText("Use at least 8 characters.")).toBeInTheDocument();
  await user.type(screen.getByLabelText("New password"), " but not any more");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect(await screen.findByText(/Password changed/)).toBeInTheDocument();
  expect(screen.getByLabelText("New password")).toHaveValue("");
});

test("another browser is signed out, and leaves the list", async () => {
  const { user } = openSettings();
  server.on("delete", "/api/accounts/sessions/{public_id}/", ({ params }) => {
    expect(params.public_id).toBe(PHONE.id);
    server.on("get", "/api/accounts/sessions/", page([HERE]));
    return undefined;
  });
  await user.click(await screen.findByRole("button", { name: "End Safari on iPhone" }));
  await waitFor(() => expect(screen.queryByText("Safari on iPhone")).not.toBeInTheDocument());
});

test("signing out everywhere ends the others first, then this one", async () => {
  const goTo = vi.spyOn(browser, "goTo").mockImplementation(() => undefined);
  const done: string[] = [];
  server.on("delete", "/api/accounts/sessions/", () => (done.push("others"), undefined));
  server.on("post", "/api/accounts/logout/", () => (done.push("this one"), undefined));
  const { user } = openSettings();
  await user.click(await screen.findByRole("button", { name: "Sign out everywhere" }));
  await waitFor(() => expect(goTo).toHaveBeenCalledWith("/"));
  expect(done).toEqual(["others", "this one"]);
});

test("a list that cannot be had is told, with a way to try again", async () => {
  server.fails("get", "/api/accounts/sessions/", 500);
  const { user } = renderWithApp("/settings");
  expect(await screen.findByRole("alert")).toHaveTextContent("could not be loaded");
  await expectAccessible();
  server.on("get", "/api/accounts/sessions/", page([HERE]));
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Firefox on Linux")).toBeInTheDocument();
});

test("a guest becomes somebody, and keeps everything", async () => {
  const bob = buildUser({ username: "bob" });
  server.on("post", "/api/accounts/upgrade/", () => ({ authenticated: true, user: become(bob) }));
  const { user } = openSettings(buildUser({ username: "guest-12ab", is_guest: true }));
  const form = await screen.findByRole("region", { name: "Keep what you have here" });
  await expectAccessible();
  await user.type(within(form).getByLabelText("Username"), "bob");
  await user.type(within(form).getByLabelText("Password"), "correct horse");
  await user.click(within(form).getByRole("button", { name: "Keep this account" }));
  expect(await screen.findByText("Signed in as bob.")).toBeInTheDocument();
  expect(server.bodies("post", "/api/accounts/upgrade/")).toEqual([
    { username: "bob", password: "correct horse", email: null },
  ]);
});

test("the theme is kept in this browser", async () => {
  const { user } = openSettings();
  await user.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(document.documentElement).toHaveAttribute("data-mantine-color-scheme", "dark");
});

test.each([
  [HERE.user_agent, "Firefox on Linux"],
  [PHONE.user_agent, "Safari on iPhone"],
  ["Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"],
  ["", "Unknown program"],
])("%s is told as %s", (agent, name) => {
  expect(describeBrowser(agent).name).toBe(name);
});
