import { expect, test } from "vitest";

import { toLocal, toMoment } from "./localTime";

test.each([
  ["2026-03-05T12:00:00.000Z", "Europe/Berlin", "2026-03-05T13:00"],
  ["2026-07-05T23:30:00.000Z", "Europe/Berlin", "2026-07-06T01:30"],
  ["2026-03-05T00:15:00.000Z", "Asia/Kolkata", "2026-03-05T05:45"],
  ["2026-03-05T03:00:00.000Z", "America/St_Johns", "2026-03-04T23:30"],
])("%s in %s is %s, there and back", (moment, zone, local) => {
  expect(toLocal(moment, zone)).toBe(local);
  expect(toMoment(local, zone)).toBe(moment);
});

test("the hours around a change of the clocks", () => {
  expect(toMoment("2026-03-29T01:59", "Europe/Berlin")).toBe("2026-03-29T00:59:00.000Z");
  expect(toMoment("2026-03-29T03:00", "Europe/Berlin")).toBe("2026-03-29T01:00:00.000Z");
});
