import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildTag } from "@/testing/builders";
import { buildPlatform } from "@/testing/importBuilders";
import { buildQuestion } from "@/testing/journalBuilders";
import { page, server } from "@/testing/server";

const GRAPHS = { id: 3, name: "graphs" };
const TWO = [
  buildQuestion({ id: 7, title: "Two Sum", tags: [GRAPHS], attempts_count: 3, solved_count: 2 }),
  buildQuestion({ id: 8, title: "Coin Purse", difficulty: null }),
];

beforeEach(() => {
  server.on("get", "/api/platforms/", [buildPlatform({ slug: "kata", name: "Kata" })]);
  server.on("get", "/api/tags/", page([buildTag(GRAPHS)]));
  server.on("get", "/api/tags/{id}/", buildTag(GRAPHS));
  server.on("get", "/api/questions/", page(TWO));
});

async function open(path = "/questions") {
  const app = renderWithApp(path);
  await screen.findByRole("table", { name: "Questions" }, { timeout: 12_000 });
  return app;
}

const lastQuery = () => server.queries("get", "/api/questions/").at(-1);

test("filters live in the address, and Back takes them off again", async () => {
  const { user, router } = await open();
  await user.selectOptions(screen.getByRole("combobox", { name: "Difficulty" }), "Hard");
  await waitFor(() => expect(lastQuery()).toMatchObject({ difficulty: "Hard", page: "1" }));
  expect(router.state.location.search).toBe("?difficulty=Hard");
  await router.navigate(-1);
  await waitFor(() => expect(screen.getByRole("combobox", { name: "Difficulty" })).toHaveValue(""));
});

test("typing searches after a moment; the slash goes there", async () => {
  const { user } = await open("/questions?tag=3");
  await user.keyboard("/");
  expect(screen.getByRole("searchbox", { name: "Search questions" })).toHaveFocus();
  await user.keyboard("coin");
  await waitFor(() => expect(lastQuery()).toMatchObject({ search: "coin", tag: "3" }));
  expect(await screen.findByDisplayValue("graphs")).toBeVisible();
});

test("the next page is fetched before one asks for it", async () => {
  server.on("get", "/api/questions/", ({ query }) => ({
    ...page(TWO, 120),
    next: query.get("page") === "1" ? "http://localhost/api/questions/?page=2" : null,
  }));
  await open();
  await waitFor(() => expect(lastQuery()).toMatchObject({ page: "2" }));
});

test("a tag for many shows at once, and is taken back only from those that did not have it", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("checkbox", { name: "Select all on this page" }));
  server.on("post", "/api/questions/bulk/", { changed: 1 });
  await user.click(screen.getByRole("button", { name: "Add tag" }));
  await user.click(await screen.findByRole("option", { name: "graphs" }));
  expect(await screen.findByText("2 questions tagged “graphs”")).toBeVisible();
  await expectAccessible();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(server.bodies("post", "/api/questions/bulk/")).toEqual([
      { ids: [7, 8], add_tags: [3] },
      { ids: [8], remove_tags: [3] },
    ]),
  );
});

test("by keyboard alone: go to a row, select it, act on it", async () => {
  const { user } = await open();
  server.on("post", "/api/questions/bulk/", { changed: 1 });
  await user.keyboard("jjxa{Tab}{Tab}{Enter}");
  await user.click(await screen.findByRole("menuitem", { name: "Make inactive" }));
  await waitFor(() =>
    expect(server.bodies("post", "/api/questions/bulk/")).toEqual([{ ids: [8], is_active: false }]),
  );
});

test("a rating is taken back to what each question had", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("checkbox", { name: "Select all on this page" }));
  server.on("post", "/api/questions/bulk/", { changed: 2 });
  server.on("patch", "/api/questions/{id}/", ({ body }) => buildQuestion({ id: 8, ...body }));
  await user.click(screen.getByRole("button", { name: "Rate" }));
  await user.click(await screen.findByRole("menuitem", { name: "Hard" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(server.bodies("patch", "/api/questions/{id}/")).toEqual([{ difficulty: null }]));
  expect(server.bodies("post", "/api/questions/bulk/").at(-1)).toEqual({ ids: [7], difficulty: "Easy" });
});

test("a change that is refused is taken back and told", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("checkbox", { name: "Select Two Sum" }));
  server.fails("post", "/api/questions/bulk/", 400, {
    attr: "ids",
    detail: 'Invalid id "7": it does not exist.',
  });
  await user.click(screen.getByRole("button", { name: "Activate" }));
  await user.click(await screen.findByRole("menuitem", { name: "Make inactive" }));
  expect(await screen.findByText('Invalid id "7": it does not exist.')).toBeVisible();
  expect(within(screen.getByRole("table")).queryByText("Inactive")).not.toBeInTheDocument();
});

test("deleting asks first, and says what goes along", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("checkbox", { name: "Select Two Sum" }));
  await user.click(screen.getByRole("button", { name: "Delete" }));
  const dialog = await screen.findByRole("dialog", { name: "Delete 1 question?" });
  expect(dialog).toHaveTextContent("3 attempts and the notes go with it.");
  await expectAccessible();
  server.on("post", "/api/questions/bulk/", { changed: 1 });
  server.on("get", "/api/questions/", page(TWO.slice(1)));
  await user.click(within(dialog).getByRole("button", { name: "Delete 1 question" }));
  await waitFor(() => expect(screen.queryByRole("link", { name: "Two Sum" })).not.toBeInTheDocument());
});

test("n adds a question; a wrong link is told at its field and nothing typed is lost", async () => {
  const { user } = await open();
  await user.keyboard("n");
  const title = await screen.findByRole("textbox", { name: "Title" });
  await waitFor(() => expect(title).toHaveFocus());
  await user.type(title, "Rope Bridge");
  await user.type(screen.getByRole("textbox", { name: "Link" }), "rope");
  server.fails("post", "/api/questions/", 400, { attr: "url", detail: "Enter a valid URL." });
  await user.click(screen.getByRole("button", { name: "Add question" }));
  expect(await screen.findByText("Enter a valid URL.")).toBeVisible();
  expect(title).toHaveValue("Rope Bridge");
  await expectAccessible();
});

test("an edit sends only what was changed, and can be undone", async () => {
  const { user } = await open();
  server.on("patch", "/api/questions/{id}/", ({ body }) => buildQuestion(body));
  await user.click(screen.getByRole("button", { name: "Edit Two Sum" }));
  const title = await screen.findByRole("textbox", { name: "Title" });
  await user.clear(title);
  await user.type(title, "Three Sum{Enter}");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(server.bodies("patch", "/api/questions/{id}/")).toEqual([
      { title: "Three Sum" },
      { title: "Two Sum" },
    ]),
  );
});

test("no questions at all: what they are, and how they come", async () => {
  server.on("get", "/api/questions/", page([]));
  renderWithApp("/questions");
  expect(await screen.findByRole("heading", { name: "No questions yet" })).toBeVisible();
  await expectAccessible();
});

test("nothing found: the filters can be cleared", async () => {
  server.on("get", "/api/questions/", ({ query }) => page(query.get("search") ? [] : TWO));
  const { user } = renderWithApp("/questions?search=zebra");
  await user.click(await screen.findByRole("button", { name: "Clear search and filters" }));
  expect(await screen.findByRole("link", { name: "Two Sum" })).toBeVisible();
});

test("an address that the server does not understand says what is wrong", async () => {
  const detail = '"Harder" is not a valid choice.';
  server.fails("get", "/api/questions/", 400, { attr: "difficulty", detail });
  renderWithApp("/questions?difficulty=Harder");
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  await expectAccessible();
});

test("a slow list is announced", async () => {
  server.on("get", "/api/questions/", () => new Promise(() => undefined));
  renderWithApp("/questions");
  expect(await screen.findByText("Loading")).toBeInTheDocument();
  await expectAccessible();
});
