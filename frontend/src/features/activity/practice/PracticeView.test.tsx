import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";

import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildPlatform } from "@/testing/importBuilders";
import { buildActivity, buildStatistics } from "@/testing/journalBuilders";
import { page, server } from "@/testing/server";

const LIST = "/api/activities/";
const ONE = "/api/activities/{id}/";
const own = buildActivity();
const imported = buildActivity({
  id: 31,
  service: "kata",
  platform: "kata",
  external_id: "x",
  minutes: 40,
  is_estimated: true,
  title: "harbour",
  job: 12,
});

beforeEach(() => {
  server.on("get", "/api/platforms/", [buildPlatform({ slug: "kata", name: "Kata" })]);
  const by_service = [
    { service: "kata", activities: 1, minutes: 0, estimated_minutes: 40 },
    { service: "A course", activities: 1, minutes: 55, estimated_minutes: 0 },
  ];
  server.on("get", "/api/stats/", buildStatistics({ by_service }));
  server.on("get", LIST, page([own, imported, buildActivity({ id: 32, date: "2026-03-04", title: "" })]));
});

async function open(path = "/activity?view=practice") {
  const view = renderWithApp(path);
  return { ...view, day: within(await screen.findByRole("region", { name: "Thursday, March 5, 2026" })) };
}

async function dialog(name: string) {
  return within(await screen.findByRole("dialog", { name }));
}

describe("the list", () => {
  test("stands by day, with what was reported and what is an estimate", async () => {
    const { day } = await open();
    expect(day.getByText("1 h 35 min practice, of it 40 min estimated")).toBeVisible();
    expect(await day.findByText("Kata")).toBeVisible();
    expect(day.getByText("estimated")).toBeVisible();
    expect(day.getByRole("link", { name: "Imported: Kata, Mar 5, 2026" })).toHaveAttribute(
      "href",
      "/jobs/12",
    );
    expect(day.getByText("Noted by you")).toBeVisible();
    expect(screen.getByText("3 entries")).toBeVisible();
    await expectAccessible();
  });

  test("is reached from the attempts, and keeps the period", async () => {
    server.on("get", "/api/logs/", page([]));
    const { user, router } = renderWithApp("/activity?since=2026-03-01&outcome=Solved");
    await user.click(await screen.findByRole("radio", { name: "Practice time" }));
    expect(await screen.findByText("3 entries")).toBeVisible();
    expect(router.state.location.search).toContain("since=2026-03-01");
    expect(server.queries("get", LIST)).toEqual([{ since: "2026-03-01", page: "1", page_size: "50" }]);
  });

  test("is narrowed to a service or to what is only an estimate", async () => {
    const { user, router } = await open();
    await user.selectOptions(await screen.findByRole("combobox", { name: "Service" }), "Kata");
    await user.selectOptions(screen.getByRole("combobox", { name: "Estimates" }), "Estimated");
    await waitFor(() =>
      expect(server.queries("get", LIST).at(-1)).toEqual({
        service: "kata",
        estimated: "true",
        page: "1",
        page_size: "50",
      }),
    );
    await user.click(screen.getByRole("button", { name: "Clear" }));
    expect(router.state.location.search).toBe("?view=practice");
  });

  test("that is empty says what belongs here", async () => {
    server.on("get", LIST, page([]));
    const { user } = renderWithApp("/activity?view=practice");
    expect(await screen.findByRole("heading", { name: "No practice time yet" })).toBeVisible();
    await expectAccessible();
    await user.click(screen.getAllByRole("button", { name: "Add practice time" })[1] as Element);
    expect(await screen.findByRole("dialog", { name: "Add practice time" })).toBeVisible();
  });

  test("that an import left empty can be widened to all", async () => {
    server.on("get", "/api/jobs/{id}/", () => new Promise(() => undefined));
    server.on("get", LIST, ({ query }) => page(query.get("job") ? [] : [own]));
    const { user } = renderWithApp("/activity?view=practice&job=12");
    await user.click(await screen.findByRole("button", { name: "Show all practice time" }));
    expect(await screen.findByText("Chapter 4")).toBeVisible();
  });

  test("that cannot be had says why", async () => {
    server.fails("get", LIST, 400, { attr: "until", detail: "This is before since." });
    renderWithApp("/activity?view=practice");
    expect(await screen.findByRole("alert")).toHaveTextContent("This is before since.");
    await expectAccessible();
  });

  test("that is slow is announced", async () => {
    server.on("get", LIST, () => new Promise(() => undefined));
    renderWithApp("/activity?view=practice");
    expect(await screen.findByText("Loading")).toBeInTheDocument();
  });
});

describe("own time", () => {
  test("is added, today unless another day is said", async () => {
    server.on("post", LIST, own);
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "Add practice time" }));
    const form = await dialog("Add practice time");
    await user.type(form.getByPlaceholderText("A course, a book, a project"), "A book");
    await user.type(form.getByLabelText("Minutes"), "45");
    await expectAccessible();
    await user.click(form.getByRole("button", { name: "Add it" }));
    expect(await screen.findByText("Practice time added")).toBeVisible();
    expect(server.bodies("post", LIST)).toMatchObject([{ service: "A book", minutes: 45, title: "" }]);
    expect(server.bodies("post", LIST)[0]?.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test("needs a place and a length, and what the server refuses is told at its field", async () => {
    server.fails("post", LIST, 400, { attr: "minutes", detail: "A day's practice has at most 1440." });
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "Add practice time" }));
    const form = await dialog("Add practice time");
    await user.click(form.getByRole("button", { name: "Add it" }));
    expect(form.getByText("Say where the time went.")).toBeVisible();
    expect(form.getByText("Say how long it was.")).toBeVisible();
    await user.type(form.getByPlaceholderText("A course, a book, a project"), "A book");
    await user.type(form.getByLabelText("Minutes"), "1400");
    await user.click(form.getByRole("button", { name: "Add it" }));
    expect(await form.findByText("A day's practice has at most 1440.")).toBeVisible();
  });

  test("is changed, and the change can be taken back", async () => {
    server.on("patch", ONE, own);
    const { user, day } = await open();
    await user.click(day.getByRole("button", { name: "Edit A course, Mar 5, 2026" }));
    const form = await dialog("Edit practice time");
    await user.clear(form.getByLabelText("Minutes"));
    await user.type(form.getByLabelText("Minutes"), "60");
    await user.click(form.getByRole("button", { name: "Save" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(server.bodies("patch", ONE)).toHaveLength(2));
    expect(server.bodies("patch", ONE).map((body) => body.minutes)).toEqual([60, 55]);
  });

  test("goes at once, and can be had back", async () => {
    server.onAny("delete", ONE, () => undefined);
    server.on("post", LIST, own);
    const { user, day } = await open();
    await user.click(day.getByRole("button", { name: "Delete A course, Mar 5, 2026" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() =>
      expect(server.bodies("post", LIST)).toEqual([
        { service: "A course", date: "2026-03-05", minutes: 55, title: "Chapter 4" },
      ]),
    );
  });
});

describe("imported time", () => {
  test("stays with its service", async () => {
    const { user, day } = await open();
    await user.click(await day.findByRole("button", { name: "Edit Kata, Mar 5, 2026" }));
    const form = await dialog("Edit practice time");
    expect(form.getByLabelText("Where the time went")).toHaveAttribute("readonly");
    expect(form.getByLabelText("Where the time went")).toHaveValue("Kata");
    await expectAccessible();
  });

  test("is deleted after a question, for it stays away", async () => {
    server.onAny("delete", ONE, () => undefined);
    const { user, day } = await open();
    await user.click(await day.findByRole("button", { name: "Delete Kata, Mar 5, 2026" }));
    const question = await dialog("Delete this imported practice time?");
    await expectAccessible();
    await user.click(question.getByRole("button", { name: "Delete it" }));
    expect(await screen.findByText("Practice time deleted")).toBeVisible();
    expect(server.bodies("delete", ONE)).toHaveLength(1);
  });

  test("that cannot be deleted says why", async () => {
    server.fails("delete", ONE, 404, { detail: "Not found." });
    const { user, day } = await open();
    await user.click(day.getByRole("button", { name: "Delete A course, Mar 5, 2026" }));
    expect(await screen.findByText("The practice time was not deleted")).toBeVisible();
  });
});
