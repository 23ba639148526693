import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { connection } from "@/lib/connection";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildUser } from "@/testing/builders";
import { page, problem, server } from "@/testing/server";

test("a visitor is sent to sign in, and the way back is kept", async () => {
  const { router } = renderWithApp("/questions?search=tree", { as: null });
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeInTheDocument();
  expect(router.state.location.search).toBe(`?next=${encodeURIComponent("/questions?search=tree")}`);
});

test("whoever is signed in has no use for the front page", async () => {
  server.on("get", "/api/accounts/sessions/", page([]));
  const { router } = renderWithApp("/sign-in?next=/settings");
  await screen.findByRole("heading", { name: "Settings" });
  expect(router.state.location.pathname).toBe("/settings");
});

test("an address that leads nowhere says so", async () => {
  renderWithApp("/nowhere");
  expect(await screen.findByRole("heading", { name: "There is no such page" })).toBeInTheDocument();
  await expectAccessible();
});

test("while the server is away a banner says so, and goes when it is back", async () => {
  server.on("get", "/api/accounts/sessions/", page([]));
  const { user } = renderWithApp("/settings");
  await screen.findByText("Sign out everywhere");
  server.isAway();
  connection.lost();
  const retry = await screen.findByRole("button", { name: "Try now" });
  await expectAccessible();
  server.isAway(false);
  await user.click(retry);
  await waitFor(() => expect(screen.queryByRole("button", { name: "Try now" })).not.toBeInTheDocument());
});

test("a session that ended is taken up again in place, with what was typed", async () => {
  let isSignedIn = false;
  const identity = { authenticated: true, user: buildUser() };
  server.on("get", "/api/accounts/sessions/", page([]));
  server.on("post", "/api/accounts/password/", () =>
    isSignedIn ? undefined : problem(403, { code: "not_authenticated", detail: "Sign in." }),
  );
  server.on("post", "/api/accounts/login/", ({ body }) => {
    if (body.password !== "correct horse")
      return problem(400, { code: "invalid_credentials", detail: "Invalid credentials" });
    isSignedIn = true;
    return identity;
  });
  const { user } = renderWithApp("/settings");
  await user.type(await screen.findByLabelText("Current password"), "correct horse");
  await user.type(screen.getByLabelText("New password"), "another horse");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  const dialog = await screen.findByRole("dialog", { name: "Your session has ended" });
  await expectAccessible();
  await user.type(within(dialog).getByLabelText("Password"), "wrong{Enter}");
  expect(await within(dialog).findByText("Invalid credentials")).toBeInTheDocument();
  await user.clear(within(dialog).getByLabelText("Password"));
  await user.type(within(dialog).getByLabelText("Password"), "correct horse{Enter}");
  expect(await screen.findByText(/Password changed/)).toBeInTheDocument();
  expect(server.bodies("post", "/api/accounts/password/")).toHaveLength(2);
  expect(server.bodies("post", "/api/accounts/password/")[1]).toEqual({
    current_password: "correct horse",
    new_password: "another horse",
  });
});
