import { act, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { enter } from "@/lib/auth";
import { renderAlone } from "@/testing/app";
import { buildUser } from "@/testing/builders";

import { start, useStopwatch } from "./timer";

function Watch() {
  return <p>{useStopwatch(7).startedAt === null ? "stands" : "runs"}</p>;
}

test("a stopwatch goes on when one signs in again, and ends when somebody else does", async () => {
  const alice = buildUser();
  const { client } = renderAlone(<Watch />, { as: alice });
  const signIn = (user: typeof alice) => act(() => enter(client, { authenticated: true, user }));
  signIn(alice);
  act(() => start(7));
  signIn(alice);
  expect(await screen.findByText("runs")).toBeVisible();
  signIn({ ...alice, id: alice.id + 1 });
  expect(screen.getByText("stands")).toBeVisible();
});
