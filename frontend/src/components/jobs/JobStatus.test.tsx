import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderAlone } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildCounts, buildJob } from "@/testing/builders";

import { JobStatus } from "./JobStatus";

const error = { code: "upstream_rate_limited", detail: "Katas asks us to wait", retry_at: null };
const WAITING = buildJob({ state: "queued", counts: buildCounts(), error });

test("what waits is one quiet line, for nothing moves and nothing is wrong", async () => {
  renderAlone(<JobStatus job={WAITING} />);
  expect(await screen.findByRole("status")).toHaveTextContent(
    /^Katas asks us to wait\. It goes on by itself\.$/,
  );
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.queryByRole("progressbar")).toBeNull();
  await expectAccessible();
});

test("what was read before the wait is told", async () => {
  renderAlone(<JobStatus job={{ ...WAITING, total: 1200, counts: buildCounts({ read: 400, new: 400 }) }} />);
  expect(await screen.findByText(/wait\. 400 of 1,200 read so far\. It goes on/)).toBeVisible();
});

test("whoever watches it hears that they may leave", async () => {
  renderAlone(<JobStatus job={WAITING} isWatched />);
  expect(await screen.findByText(/by itself\. You can leave this page\.$/)).toBeVisible();
});

test("what goes on again after a wait shows how far it is", async () => {
  renderAlone(<JobStatus job={{ ...WAITING, state: "running", total: 1200 }} />);
  expect(await screen.findByRole("progressbar")).toBeVisible();
  expect(screen.queryByText(/asks us to wait/)).toBeNull();
});
