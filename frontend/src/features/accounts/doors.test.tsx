import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildUser } from "@/testing/builders";
import { page, server } from "@/testing/server";

const ALICE = { authenticated: true, user: buildUser() };

function arrive(path: string) {
  server.on("get", "/api/accounts/sessions/", page([]));
  return renderWithApp(path, { as: null });
}

async function fillIn(user: ReturnType<typeof arrive>["user"], values: Record<string, string>) {
  for (const [label, value] of Object.entries(values))
    await user.type(await screen.findByLabelText(label), value);
}

const CREDENTIALS = { Username: "alice", Password: "correct horse" };

test("signing in leads back to where one wanted to be", async () => {
  server.on("post", "/api/accounts/login/", ALICE);
  const { user, router } = arrive("/sign-in?next=%2Fsettings");
  expect(await screen.findByLabelText("Username")).toHaveFocus();
  await expectAccessible();
  await fillIn(user, CREDENTIALS);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings"));
  expect(server.bodies("post", "/api/accounts/login/")).toEqual([
    { username: "alice", password: "correct horse" },
  ]);
});

test("a wrong password is told, and what was typed stays", async () => {
  server.fails("post", "/api/accounts/login/", 400, {
    code: "invalid_credentials",
    detail: "Invalid credentials",
  });
  const { user } = arrive("/sign-in");
  await fillIn(user, CREDENTIALS);
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Invalid credentials");
  expect(screen.getByLabelText("Username")).toHaveValue("alice");
  await expectAccessible();
});

test("who tries too often is told when to come back", async () => {
  server.fails("post", "/api/accounts/login/", 429, { code: "throttled" }, { "Retry-After": "240" });
  const { user } = arrive("/sign-in");
  await fillIn(user, CREDENTIALS);
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("Try again in 4 minutes");
});

test("a server that is away loses nothing that was typed", async () => {
  const { user } = arrive("/sign-in");
  await fillIn(user, CREDENTIALS);
  server.isAway();
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("cannot be reached");
  expect(screen.getByLabelText("Password")).toHaveValue("correct horse");
});

test("registering makes the account in the browser's time zone, and signs in", async () => {
  server.on("post", "/api/accounts/register/", buildUser());
  server.on("post", "/api/accounts/login/", ALICE);
  const { user, router } = arrive("/register?next=/settings");
  await fillIn(user, CREDENTIALS);
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings"));
  expect(server.bodies("post", "/api/accounts/register/")).toEqual([
    { username: "alice", password: "correct horse", email: null, time_zone: expect.any(String) },
  ]);
});

test("a password that is too short is told before anything is sent", async () => {
  const { user } = arrive("/register");
  await fillIn(user, { Username: "alice", Password: "short" });
  await user.click(screen.getByRole("button", { name: "Create account" }));
  expect(await screen.findByText("Use at least 8 characters.")).toBeInTheDocument();
  await expectAccessible();
});

test("a name that is taken is told at its field", async () => {
  const taken = { code: "not_available", detail: "This username is not available.", attr: "username" };
  server.fails("post", "/api/accounts/register/", 400, taken);
  const { user } = arrive("/register");
  await fillIn(user, CREDENTIALS);
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(screen.getByLabelText("Username")).toHaveAccessibleDescription(/not available/));
});
