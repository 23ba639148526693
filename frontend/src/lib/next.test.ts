import { expect, test } from "vitest";

import { safeNext } from "@/lib/next";

test.each([
  ["/questions?search=tree", "/questions?search=tree"],
  [null, "/today"],
  ["", "/today"],
  ["https://evil.example/", "/today"],
  ["//evil.example/", "/today"],
  ["/\\evil.example/", "/today"],
  ["javascript:alert(1)", "/today"],
])("after signing in, %s leads to %s", (next, place) => {
  expect(safeNext(next)).toBe(place);
});
