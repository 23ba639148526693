import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildTag } from "@/testing/builders";
import { page, server } from "@/testing/server";

const GRAPHS = buildTag({ id: 3, name: "graphs", questions_count: 12 });
const TREES = buildTag({ id: 4, name: "trees", questions_count: 5 });

beforeEach(() => {
  server.on("get", "/api/tags/", page([GRAPHS, TREES]));
});

async function open() {
  const app = renderWithApp("/tags");
  await screen.findByRole("table", { name: "Tags" });
  return app;
}

test("a new name shows everywhere, and can be undone", async () => {
  const { user } = await open();
  server.on("patch", "/api/tags/{id}/", ({ body }) => ({ ...GRAPHS, ...body }));
  await user.click(screen.getByRole("button", { name: "Edit graphs" }));
  const name = await screen.findByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.type(name, "networks{Enter}");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(server.bodies("patch", "/api/tags/{id}/")).toEqual([
      { name: "networks", description: "" },
      { name: "graphs", description: "" },
    ]),
  );
});

test("a name that is taken is told at its field, and the list is as before", async () => {
  const { user } = await open();
  const detail = "You have a tag of this name already.";
  server.fails("patch", "/api/tags/{id}/", 400, { code: "unique", attr: "name", detail });
  await user.click(screen.getByRole("button", { name: "Edit graphs" }));
  const name = await screen.findByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.type(name, "Trees{Enter}");
  expect(await screen.findByText(detail)).toBeVisible();
  expect(name).toHaveAccessibleDescription(detail);
  expect(screen.getByText("graphs")).toBeInTheDocument();
  await expectAccessible();
});

test("a tag is made with a description", async () => {
  const { user } = await open();
  server.on("post", "/api/tags/", buildTag({ id: 5, name: "bits" }));
  await user.click(screen.getByRole("button", { name: "New tag" }));
  await user.type(await screen.findByRole("textbox", { name: "Name" }), "bits");
  await user.type(screen.getByRole("textbox", { name: "Description" }), "Masks");
  await user.click(screen.getByRole("button", { name: "Make the tag" }));
  await waitFor(() =>
    expect(server.bodies("post", "/api/tags/")).toEqual([{ name: "bits", description: "Masks" }]),
  );
});

test("merging says where the questions go", async () => {
  const { user } = await open();
  server.on("post", "/api/tags/{id}/merge/", TREES);
  await user.click(screen.getByRole("button", { name: "Merge graphs into another tag" }));
  const dialog = await screen.findByRole("dialog", { name: "Merge “graphs” into another tag" });
  await user.click(within(dialog).getByRole("combobox", { name: "The tag that stays" }));
  await user.click(await screen.findByRole("option", { name: "trees" }));
  expect(dialog).toHaveTextContent("12 questions will be tagged “trees”, and “graphs” goes.");
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Merge" }));
  await waitFor(() => expect(server.bodies("post", "/api/tags/{id}/merge/")).toEqual([{ into: 4 }]));
});

test("a target that was deleted meanwhile is told at its field", async () => {
  const { user } = await open();
  server.fails("post", "/api/tags/{id}/merge/", 400, { attr: "into", detail: "The tag does not exist." });
  await user.click(screen.getByRole("button", { name: "Merge graphs into another tag" }));
  await user.click(await screen.findByRole("combobox", { name: "The tag that stays" }));
  await user.click(await screen.findByRole("option", { name: "trees" }));
  await user.click(screen.getByRole("button", { name: "Merge" }));
  expect(await screen.findByText("The tag does not exist.")).toBeVisible();
});

test("deleting names how many questions lose the tag", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("button", { name: "Delete graphs" }));
  const dialog = await screen.findByRole("dialog", { name: "Delete “graphs”?" });
  expect(dialog).toHaveTextContent("12 questions will lose this tag");
  await expectAccessible();
  server.fails("delete", "/api/tags/{id}/", 404, { code: "not_found", detail: "Not found." });
  await user.click(within(dialog).getByRole("button", { name: "Delete the tag" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Not found.");
});

test("no tags yet: what they are for", async () => {
  server.on("get", "/api/tags/", page([]));
  renderWithApp("/tags");
  expect(await screen.findByRole("heading", { name: "No tags yet" })).toBeVisible();
  await expectAccessible();
});

test("a list that cannot be loaded can be asked for again", async () => {
  server.fails("get", "/api/tags/", 500, { detail: "A server error occurred." });
  renderWithApp("/tags");
  expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
  await expectAccessible();
});

test("a slow list is announced", async () => {
  server.on("get", "/api/tags/", () => new Promise(() => undefined));
  renderWithApp("/tags");
  expect(await screen.findByText("Loading")).toBeInTheDocument();
});
