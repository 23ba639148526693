import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildJob, buildUser } from "@/testing/builders";
import { page, server } from "@/testing/server";

const guest = { authenticated: true, user: buildUser({ username: "guest-12ab", is_guest: true }) };
const LOOK = "Look around with sample data";

/** The places that a guest may come to, with nothing in them. Settings stands for any of them. */
const visit = () => {
  server.on("get", "/api/accounts/sessions/", page([]));
  return renderWithApp("/?next=/settings", { as: null });
};

test("it says what it is, and leads in", async () => {
  visit();
  expect(await screen.findByRole("heading", { level: 1 })).toHaveTextContent("Your whole coding practice");
  expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/sign-in");
  expect(screen.getByRole("link", { name: "Create an account" })).toHaveAttribute("href", "/register");
  await expectAccessible();
});

test("looking around makes a guest, brings in sample data and goes on", async () => {
  server.on("post", "/api/accounts/guest/", guest);
  server.on("post", "/api/import/{platform}/", buildJob());
  const { user, router } = visit();
  await user.click(await screen.findByRole("button", { name: LOOK }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings"));
  expect(server.bodies("post", "/api/accounts/guest/")[0]).toEqual({ time_zone: expect.any(String) });
  expect(server.bodies("post", "/api/import/{platform}/")).toEqual([{ username: "guest-12ab" }]);
});

test("while that takes long it says what it is doing, and a second click does nothing", async () => {
  let finish: (job: ReturnType<typeof buildJob>) => void = () => undefined;
  server.on("post", "/api/accounts/guest/", guest);
  server.on("post", "/api/import/{platform}/", () => new Promise((resolve) => (finish = resolve)));
  const { user, router } = visit();
  await user.click(await screen.findByRole("button", { name: LOOK }));
  await user.click(await screen.findByRole("button", { name: /a year of practice/ }));
  await expectAccessible();
  finish(buildJob());
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings"));
  expect(server.bodies("post", "/api/accounts/guest/")).toHaveLength(1);
});

test("a sample that cannot be imported leaves a guest with a word about it", async () => {
  server.on("post", "/api/accounts/guest/", guest);
  server.fails("post", "/api/import/{platform}/", 500, { detail: "Something went wrong on our side." });
  const { user, router } = visit();
  await user.click(await screen.findByRole("button", { name: LOOK }));
  expect(await screen.findByText("The sample data could not be imported")).toBeInTheDocument();
  expect(router.state.location.pathname).toBe("/settings");
});

test("too many guests are told when to come back", async () => {
  server.fails("post", "/api/accounts/guest/", 429, { code: "throttled" }, { "Retry-After": "600" });
  const { user } = visit();
  await user.click(await screen.findByRole("button", { name: LOOK }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Try again in 10 minutes");
  await expectAccessible();
});

test("whoever signed in meanwhile in another tab stays who they are", async () => {
  server.fails("post", "/api/accounts/guest/", 409, {
    code: "signed_in",
    detail: "You are signed in already.",
  });
  server.on("post", "/api/import/{platform}/", buildJob());
  const { user, router } = visit();
  const button = await screen.findByRole("button", { name: LOOK });
  server.on("get", "/api/accounts/identity/", { authenticated: true, user: buildUser() });
  await user.click(button);
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings"));
});
