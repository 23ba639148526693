import { expect, test } from "vitest";

import { buildPlatform } from "@/testing/importBuilders";

import { keyBeside } from "./keys";

test.each([
  ["Katas API key", "API key"],
  ["session cookie", "session cookie"],
  ["Katastrophe token", "Katastrophe token"],
])("beside the name of Katas, %s is called %s", (label, called) => {
  const credential = { kind: "token", required: true, label, help: "", url: "", reach: "" } as const;
  expect(keyBeside(buildPlatform({ name: "Katas", credential }))).toBe(called);
});

test("without a platform it is a key", () => {
  expect(keyBeside(undefined)).toBe("key");
});
