import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";

import type { Job } from "@/lib/endpoints/jobs";
import { renderWithApp } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";
import { buildJob } from "@/testing/builders";
import { buildPlatform } from "@/testing/importBuilders";
import { buildProfile } from "@/testing/profileBuilders";
import { page, server } from "@/testing/server";

const FINISH = "/api/profiles/connect/finish/";

beforeEach(() => {
  server.on("get", "/api/platforms/", [buildPlatform()]);
  server.on("get", "/api/profiles/", page([buildProfile()]));
  server.on("get", "/api/jobs/", page<Job>([]));
});

test("the code is sent once, and the account is shown and read", async () => {
  server.on("post", FINISH, buildProfile());
  server.on("post", "/api/profiles/{id}/sync/", buildJob({ profile: 4 }));
  server.on("get", "/api/jobs/{id}/", buildJob({ profile: 4 }));
  const { router } = renderWithApp("/accounts/connect?code=abc&state=xyz");
  expect(await screen.findByText("bob is connected")).toBeVisible();
  expect(await screen.findByText("10 new attempts.")).toBeVisible();
  expect(server.bodies("post", FINISH)).toEqual([{ state: "xyz", code: "abc" }]);
  await waitFor(() =>
    expect(router.state.location.pathname + router.state.location.search).toBe("/accounts"),
  );
});

test("a platform on which nobody agreed is told to the server, and its words to the person", async () => {
  const detail = "Katas was not connected, as it was not allowed there.";
  server.fails("post", FINISH, 409, { code: "oauth_denied", detail });
  renderWithApp("/accounts/connect?error=access_denied&state=xyz");
  expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  expect(server.bodies("post", FINISH)).toEqual([{ state: "xyz", error: "access_denied" }]);
  expect(screen.getByRole("link", { name: "Back to your accounts" })).toHaveAttribute("href", "/accounts");
  await expectAccessible();
});

test("an address with nothing in it says what it is for", async () => {
  renderWithApp("/accounts/connect");
  expect(await screen.findByText(/Nothing came along this time/)).toBeVisible();
  expect(server.bodies("post", FINISH)).toEqual([]);
  await expectAccessible();
});
