import { expect, test } from "vitest";

import { helpBeside } from "./jobWords";

test("help that says the same as the error is told once", () => {
  expect(helpBeside(undefined, "letters and digits")).toBe("Letters and digits.");
  expect(helpBeside("no such user", "letters and digits")).toBe("Letters and digits.");
  expect(helpBeside("Letters and digits.", "letters and digits")).toBeUndefined();
});
