import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, test } from "vitest";

import type { Job } from "@/lib/endpoints/jobs";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildJob } from "@/testing/builders";
import { buildIssue, buildPlatform, buildRow, issuePage } from "@/testing/importBuilders";
import { page, problem, server } from "@/testing/server";

const STAGING = "/api/staging/{id}/";
const dated = buildIssue();
const nameless = buildIssue({
  id: 6,
  code: "missing_id",
  field: "question_id",
  detail: "the id is missing",
  row: buildRow({ id: 72, number: 9, state: "waiting", outcome: "invalid", values: {}, raw: {} }),
});

beforeEach(() => {
  server.on("get", "/api/platforms/", [buildPlatform()]);
  server.on("get", "/api/jobs/", page<Job>([]));
  has(dated, nameless);
});

function has(...issues: (typeof dated)[]) {
  server.on("get", "/api/issues/", () => issuePage(issues));
}

async function open(path = "/issues") {
  const view = renderWithApp(path);
  await screen.findByRole("button", { name: "Two Sum" });
  return view;
}

async function edit(name = "Edit Two Sum") {
  const view = await open();
  await view.user.click(screen.getByRole("button", { name }));
  return { ...view, form: await screen.findByRole("form", { name: "Values of the row" }) };
}

describe("the inbox", () => {
  test("shows what is open, what is wrong with it and how much is settled", async () => {
    server.on("get", "/api/issues/", () => issuePage([dated, nameless], { open: 2, resolved: 7 }));
    await open();
    expect(screen.getByRole("radio", { name: "Open 2" })).toBeChecked();
    expect(screen.getByRole("radio", { name: "Settled 7" })).toBeVisible();
    expect(screen.getByText("This is not a date after 1970.")).toBeVisible();
    expect(screen.getByText("Row 9")).toBeVisible();
    expect(server.queries("get", "/api/issues/")).toContainEqual({
      state: "open",
      page: "1",
      page_size: "50",
    });
    await expectAccessible();
  });

  test("is filtered by what the address says", async () => {
    await open("/issues?job=12&code=invalid_date&state=all");
    expect(server.queries("get", "/api/issues/")).toContainEqual({
      job: "12",
      code: "invalid_date",
      page: "1",
      page_size: "50",
    });
    expect(screen.getByRole("combobox", { name: "Import" })).toHaveValue("Import 12");
    expect(screen.getByRole("combobox", { name: "Kind" })).toHaveValue("Unreadable date");
  });

  test("that was never needed says what it is for", async () => {
    has();
    renderWithApp("/issues");
    expect(await screen.findByText(/it waits here for you to fill the gap/)).toBeVisible();
    await expectAccessible();
  });

  test("that cannot be loaded says so", async () => {
    server.fails("get", "/api/issues/", 400, { detail: "That went wrong." });
    renderWithApp("/issues");
    expect(await screen.findByText("That went wrong.")).toBeVisible();
    await expectAccessible();
  });
});

describe("mending a row", () => {
  test("begins at the gap, takes the time in the person's zone, and goes on to the next row", async () => {
    server.on("put", STAGING, buildRow());
    const { user, form } = await edit();
    const when = within(form).getByLabelText("When");
    await waitFor(() => expect(when).toHaveFocus());
    expect(when).toHaveAccessibleDescription(/This is not a date after 1970\./);
    await expectAccessible();
    await user.type(when, "2026-03-05T14:30:00");
    await user.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(server.bodies("put", STAGING)).toHaveLength(1));
    expect(server.bodies("put", STAGING)[0]).toEqual({
      values: {
        title: "Two Sum",
        question_id: "two-sum",
        url: "",
        outcome: "Solved",
        languages: ["Python"],
        solved_at: "2026-03-05T13:30:00.000Z",
        difficulty: null,
        tags: null,
        minutes: null,
      },
    });
    expect(await screen.findByRole("dialog", { name: "Row 9" })).toBeVisible();
  });

  test("that the server refuses is told at the field", async () => {
    const error = { code: "missing_date", detail: "the date is missing", attr: "values.solved_at" };
    server.fails("put", STAGING, 400, error);
    const { user, form } = await edit();
    await user.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(within(form).getByLabelText("When")).toHaveAccessibleDescription(/The date is missing\./),
    );
    await expectAccessible();
  });

  test("that somebody else has settled is told, and the list is asked for again", async () => {
    server.fails("put", STAGING, 409, { code: "row_settled", detail: "This row is settled already." });
    const { user, form } = await edit();
    has(nameless);
    await user.click(within(form).getByRole("button", { name: "Save" }));
    expect(await within(form).findByRole("alert")).toHaveTextContent("This row is settled already.");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByText("Two Sum")).toBeNull());
  });

  test("shows what was really sent", async () => {
    const { user } = await edit();
    await user.click(screen.getByText("What was sent"));
    expect(screen.getByLabelText("What was sent")).toHaveTextContent('"at": "someday"');
  });
});

describe("a row of practice time", () => {
  const day = buildIssue({
    record_type: "activity",
    row_fields: ["activity_id", "day", "minutes", "title", "minutes_estimated"],
    code: "missing_minutes",
    field: "minutes",
    detail: "the minutes are missing",
    row: buildRow({
      outcome: "invalid",
      state: "waiting",
      values: {
        activity_id: "d8",
        day: "2026-03-09",
        title: "tides",
        minutes: null,
        minutes_estimated: true,
      },
    }),
  });

  async function editDay() {
    has(day);
    const { user } = renderWithApp("/issues");
    await user.click(await screen.findByRole("button", { name: "Edit tides" }));
    return { user, form: within(await screen.findByRole("form", { name: "Values of the row" })) };
  }

  test("has its own fields and none of a question's", async () => {
    const { form } = await editDay();
    expect(form.getByLabelText("Day")).toHaveValue("2026-03-09");
    expect(form.getByLabelText("Id")).toHaveValue("d8");
    expect(form.getByLabelText("Minutes")).toHaveAccessibleDescription("The minutes are missing.");
    expect(form.queryByLabelText("Outcome")).toBeNull();
    expect(form.queryByLabelText("Languages")).toBeNull();
    await expectAccessible();
  });

  test("is sent under their names, and what a person typed is no estimate", async () => {
    server.on("put", STAGING, buildRow());
    const { user, form } = await editDay();
    await user.type(form.getByLabelText("Minutes"), "25");
    await user.click(form.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(server.bodies("put", STAGING)).toEqual([
        {
          values: {
            title: "tides",
            day: "2026-03-09",
            activity_id: "d8",
            minutes: 25,
            minutes_estimated: false,
          },
        },
      ]),
    );
  });

  test("that is settled tells its values", async () => {
    has({ ...day, state: "resolved", resolution: "discarded", row: { ...day.row, state: "discarded" } });
    const { user } = renderWithApp("/issues?state=all");
    await user.click(await screen.findByRole("button", { name: "tides" }));
    const drawer = within(await screen.findByRole("dialog"));
    expect(drawer.getByText("Mar 9, 2026")).toBeVisible();
    expect(drawer.queryByText("Outcome")).toBeNull();
  });
});

test("fields that only a newer server knows are edited as text", async () => {
  has(buildIssue({ row_fields: ["title", "blog_address"], field: "", row: nameless.row }));
  const { user } = renderWithApp("/issues");
  await user.click(await screen.findByRole("button", { name: "Edit Row 9" }));
  const form = within(await screen.findByRole("form", { name: "Values of the row" }));
  await user.type(form.getByLabelText("Blog address"), "x");
  server.on("put", STAGING, buildRow());
  await user.click(form.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(server.bodies("put", STAGING)).toEqual([{ values: { title: "", blog_address: "x" } }]),
  );
});

describe("leaving rows out", () => {
  test("by the keyboard alone takes the row away at once and the focus to the next", async () => {
    let answer: (response: Response) => void = () => undefined;
    server.onAny("put", STAGING, () => new Promise<Response>((resolve) => (answer = resolve)));
    const { user } = await open();
    await user.keyboard("jd");
    expect(screen.queryByText("Two Sum")).toBeNull();
    expect(screen.getByRole("button", { name: "Row 9" })).toHaveFocus();
    has(nameless);
    answer(Response.json(buildRow({ state: "discarded" })));
    await waitFor(() => expect(server.bodies("put", STAGING)).toEqual([{ state: "discarded" }]));
    await user.keyboard("e");
    expect(await screen.findByRole("dialog", { name: "Row 9" })).toBeVisible();
  });

  test("that is refused brings the row back", async () => {
    server.fails("put", STAGING, 409, { code: "job_not_in_review", detail: "It is running." });
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "Leave out Two Sum" }));
    expect(await screen.findByText("This row could not be left out")).toBeVisible();
    expect(screen.getByRole("button", { name: "Two Sum" })).toBeVisible();
  });

  test("goes for all that are selected, and stops with words at the first refusal", async () => {
    server.onAny("put", STAGING, ({ params }) =>
      params.id === "71" ? buildRow({ state: "discarded" }) : problem(409, { detail: "It is running." }),
    );
    const { user } = await open();
    await user.click(screen.getByRole("checkbox", { name: "Select all on this page" }));
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Leave them out" }));
    expect(await screen.findByText(/1 row left out, then it stopped: It is running\./)).toBeVisible();
    expect(server.bodies("put", STAGING)).toHaveLength(2);
  });
});

test("mended rows are imported from here", async () => {
  const job = buildJob({ platform: "kata", username: "bob", state: "needs_review", open_issues: 1 });
  server.on("get", "/api/jobs/", ({ query }) => page(query.get("state") === "needs_review" ? [job] : []));
  server.on("get", "/api/jobs/{id}/rows/", page([buildRow()], 3));
  const { user } = await open();
  expect(await screen.findByText("2 mended rows of bob on Katas are ready. 1 row needs you.")).toBeVisible();
  await expectAccessible();
  server.on("post", "/api/jobs/{id}/reprocess/", { ...job, counts: { ...job.counts, new: 12 } });
  server.on("get", "/api/jobs/{id}/rows/", page([buildRow()], 1));
  await user.click(screen.getByRole("button", { name: "Import them" }));
  expect(
    await screen.findByText(/are in\. The import stands at: 12 new attempts\. 1 row needs you\./),
  ).toBeVisible();
});

test("mended rows that a worker imports are in when the worker is done", async () => {
  const job = buildJob({ platform: "kata", username: "bob", state: "needs_review", open_issues: 0 });
  let worked: typeof job = { ...job, state: "running" };
  server.on("get", "/api/jobs/", ({ query }) => page(query.get("state") === "needs_review" ? [job] : []));
  server.on("get", "/api/jobs/{id}/", () => worked);
  server.on("get", "/api/jobs/{id}/rows/", page([buildRow()], 2));
  const { user } = await open();
  server.on("post", "/api/jobs/{id}/reprocess/", { ...job, state: "queued" });
  await user.click(await screen.findByRole("button", { name: "Import them" }));
  expect(await screen.findByText(/Importing the mended rows of bob on Katas/)).toBeVisible();
  expect(screen.queryByText(/are in\./)).toBeNull();
  server.on("get", "/api/jobs/{id}/rows/", page([], 0));
  worked = { ...job, state: "completed", counts: { ...job.counts, new: 12 } };
  expect(await screen.findByText(/are in\. The import stands at: 12 new attempts/)).toBeVisible();
});
