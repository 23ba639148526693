/* The page of accounts with platforms of every kind, and what a test does on it. */

import { screen } from "@testing-library/react";

import type { Job } from "@/lib/endpoints/jobs";
import type { Profile } from "@/lib/endpoints/profiles";

import { renderWithApp } from "./app";
import { buildJob } from "./builders";
import { buildPlatform } from "./importBuilders";
import { buildKey } from "./profileBuilders";
import { page, server } from "./server";

const KEYED = buildPlatform({ slug: "keyed", name: "Keyed", credential: buildKey() });
export const OPEN = buildPlatform({
  slug: "open",
  name: "Open",
  record_type: "activity",
  credential: buildKey({ required: false, label: "Open token", reach: "your private events too" }),
  oauth: { help: "shows Open that you agree", configured: true },
});

/** A server on which one has no account yet, and nothing is being read. */
export function startWithoutAccounts(): void {
  server.on("get", "/api/platforms/", [
    buildPlatform(),
    KEYED,
    OPEN,
    buildPlatform({ slug: "shut", name: "Shut", available: false, notice: "Shut is switched off here" }),
    buildPlatform({ slug: "paper", name: "Paper", csv_only: "it has no API" }),
  ]);
  has();
  server.on("get", "/api/jobs/", page<Job>([]));
}

export function has(...profiles: Profile[]) {
  server.on("get", "/api/profiles/", page(profiles));
}

export async function open(path = "/accounts", name = "bob on Katas") {
  const app = renderWithApp(path);
  return { ...app, card: await screen.findByRole("article", { name }) };
}

/** An item of the menu of an account, and the dialog behind it. */
export async function choose(
  user: Awaited<ReturnType<typeof open>>["user"],
  item: string,
  name = "bob on Katas",
) {
  await user.click(screen.getByRole("button", { name: `More about ${name}` }));
  await user.click(await screen.findByRole("menuitem", { name: item }));
  return screen.findByRole("dialog");
}

export const done = (given: Partial<Job> = {}) =>
  buildJob({ platform: "kata", profile: 4, username: "bob", ...given });
