import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { browser } from "@/lib/navigation";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildUser } from "@/testing/builders";
import { page, server } from "@/testing/server";

const atSettings = (user = buildUser()) => {
  server.on("get", "/api/accounts/sessions/", page([]));
  return renderWithApp("/settings", { as: user });
};
const guest = buildUser({ username: "guest-12ab", is_guest: true });

test("a person gets from place to place, and the focus comes along", async () => {
  const { user, router } = atSettings();
  server.on("get", "/api/tags/", page([]));
  const main = await screen.findByRole("navigation", { name: "Main" });
  await user.click(within(main).getByRole("link", { name: "Tags" }));
  expect(await screen.findByRole("heading", { level: 1, name: /Tags/ })).toHaveFocus();
  expect(router.state.location.pathname).toBe("/tags");
  await waitFor(() => expect(document.title).toContain("Tags"));
});

test("the first stop of the keyboard leads past the navigation", async () => {
  const { user } = atSettings();
  await screen.findByRole("heading", { level: 1 });
  await user.tab();
  expect(screen.getByRole("link", { name: "Skip to the content" })).toHaveFocus();
});

test("the command palette finds places and questions by their names", async () => {
  server.on("get", "/api/questions/", page([]));
  // What the page that is found asks for, should it get that far.
  server.on("get", "/api/jobs/", page([]));
  server.on("get", "/api/platforms/", []);
  server.on("get", "/api/issues/", { ...page([]), totals: { open: 0, resolved: 0 } });
  const { user, router } = atSettings();
  await screen.findByRole("heading", { level: 1 });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("textbox", { name: "Search and commands" }), "no such thing");
  expect(await screen.findByText("Nothing is called that")).toBeInTheDocument();
  await waitFor(() => expect(server.queries("get", "/api/questions/").at(-1)?.search).toBe("no such thing"));
  await user.clear(screen.getByRole("textbox", { name: "Search and commands" }));
  await user.keyboard("issu{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/issues"));
});

test("signing out leaves nothing behind", async () => {
  const left: unknown[] = [];
  server.on("post", "/api/accounts/logout/", undefined);
  const { user, client } = atSettings();
  const goTo = vi
    .spyOn(browser, "goTo")
    .mockImplementation(() => left.push(...client.getQueryCache().getAll()));
  await user.click(await screen.findByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(goTo).toHaveBeenCalledWith("/"));
  expect(left).toEqual([]);
});

test("a guest, who could not come back, is asked before leaving", async () => {
  const goTo = vi.spyOn(browser, "goTo").mockImplementation(() => undefined);
  server.on("post", "/api/accounts/logout/", undefined);
  const { user } = atSettings(guest);
  await user.click(await screen.findByRole("button", { name: "Sign out" }));
  const dialog = await screen.findByRole("dialog", { name: "Leave this guest account?" });
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Leave and lose it" }));
  await waitFor(() => expect(goTo).toHaveBeenCalledWith("/"));
});

test("what is behind More on a phone is all the rest", async () => {
  const { user } = atSettings();
  await user.click(await screen.findByRole("button", { name: "More" }));
  const drawer = await screen.findByRole("dialog", { name: "More" });
  const links = within(drawer).getAllByRole("link");
  expect(links.map((link) => link.textContent?.trim())).toEqual([
    "Tags",
    "Accounts",
    "History",
    "Issues",
    "Settings",
  ]);
  await expectAccessible();
});
