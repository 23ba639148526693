import { expect, test, vi } from "vitest";

import { ApiError, ServerAway, fieldErrors, messageOf, showInForm } from "@/lib/errors";

const failure = (...errors: [string | null, string][]) =>
  new ApiError(
    400,
    errors.map(([attr, detail]) => ({ code: "invalid", attr, detail })),
  );

function formWith(...fields: string[]) {
  const values = Object.fromEntries(fields.map((field) => [field, ""]));
  return { setErrors: vi.fn(), getValues: () => values };
}

test("each error goes to its field, and the rest is told above the form", () => {
  const form = formWith("name", "tag_ids");
  const rest = showInForm(
    form,
    failure(["name", "Too long."], ["tag_ids.0", "No such tag."], [null, "Locked."]),
  );
  expect(form.setErrors).toHaveBeenCalledWith({ name: "Too long.", "tag_ids.0": "No such tag." });
  expect(rest).toBe("Locked.");
});

test("an error of a field that the form does not have is told above it", () => {
  expect(showInForm(formWith("name"), failure(["slug", "Taken."]))).toBe("Taken.");
});

test("where every error has its field, there is nothing to tell above the form", () => {
  expect(showInForm(formWith("name"), failure(["name", "Too long."]))).toBeNull();
});

test("two errors of one field are told together", () => {
  expect(fieldErrors(failure(["name", "Too long."], ["name", "No digits."]))).toEqual({
    name: "Too long. No digits.",
  });
});

test.each([
  [30, "That was too often. Try again in 30 seconds."],
  [61, "That was too often. Try again in 61 seconds."],
  [200, "That was too often. Try again in 4 minutes."],
])("who tries too often is told when to come back: %i s", (seconds, told) => {
  expect(messageOf(new ApiError(429, [], seconds))).toBe(told);
});

test("what nobody foresaw is told without its inner workings", () => {
  expect(messageOf(new TypeError("x is undefined"))).not.toContain("undefined");
  expect(showInForm(formWith("name"), new ServerAway())).toContain("cannot be reached");
});
