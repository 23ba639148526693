import { screen, within } from "@testing-library/react";

import type { Job } from "@/lib/endpoints/jobs";
import type { Profile } from "@/lib/endpoints/profiles";
import { renderWithApp } from "@/testing/app";
import { buildJob } from "@/testing/builders";
import { buildPlatform } from "@/testing/importBuilders";
import { page, server } from "@/testing/server";

export const POST = "/api/import/{platform}/";

/** Two platforms, one of them without an account, and nothing imported yet. */
export function serveImportPage() {
  server.on("get", "/api/platforms/", [
    buildPlatform(),
    buildPlatform({ slug: "try", name: "Trial", offline: true, has_details: false, homepage: "" }),
  ]);
  server.on("get", "/api/jobs/", page<Job>([]));
  server.on("get", "/api/profiles/", page<Profile>([]));
}

export async function openForm(path = "/import") {
  const { user, router } = renderWithApp(path);
  const form = await screen.findByRole("form", { name: "Import from Katas" });
  return { user, router, form };
}

export async function type(name: string, button: "Import" | "Preview", path?: string) {
  const { user, form, router } = await openForm(path);
  if (name) await user.type(within(form).getByLabelText("User name"), name);
  await user.click(within(form).getByRole("button", { name: button }));
  return { user, form, router };
}

export function done(given: Partial<Job> = {}) {
  return buildJob({ platform: "kata", username: "bob", ...given });
}

/** What the answer to the import is, and what is said of the job afterwards. */
export function answers(job: Job, status = 200) {
  server.onAny("post", POST, () => Response.json(job, { status }));
  server.on("get", "/api/jobs/{id}/", job);
}
