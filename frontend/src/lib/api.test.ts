import { expect, test, vi } from "vitest";

import { api, read } from "@/lib/api";
import { connection } from "@/lib/connection";
import { ApiError, ServerAway } from "@/lib/errors";
import { session } from "@/lib/session";
import { buildTag } from "@/testing/builders";
import { type Call, page, problem, server } from "@/testing/server";

const addTag = (name = "graphs") => read(api.POST("/api/tags/", { body: { name } }));
const refused = () => problem(403, { code: "not_authenticated", detail: "Sign in." });

test("a change carries the token of the moment, and a question carries none", async () => {
  const seen: (string | null)[] = [];
  const note = ({ headers }: Call) => seen.push(headers.get("X-CSRFToken"));
  server.on("get", "/api/tags/", (call) => (note(call), page([])));
  server.on("post", "/api/tags/", (call) => (note(call), buildTag()));
  document.cookie = "csrftoken=first";
  await read(api.GET("/api/tags/"));
  await addTag();
  document.cookie = "csrftoken=second";
  await addTag();
  expect(seen).toEqual([null, "first", "second"]);
});

test("what is not a success is thrown with its code, its field and its wait", async () => {
  const error = { code: "unique", detail: "You have this tag.", attr: "name" };
  server.fails("post", "/api/tags/", 429, error, { "Retry-After": "30" });
  const failure = await addTag().catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(ApiError);
  expect(failure).toMatchObject({ status: 429, code: "unique", retryAfter: 30, errors: [error] });
});

test("a token that is out of date is renewed, and the call repeated with what it carried", async () => {
  let calls = 0;
  server.on("get", "/api/accounts/identity/", { authenticated: false, user: null });
  server.on("post", "/api/tags/", ({ body }) =>
    ++calls === 1
      ? problem(403, { code: "csrf_failed", detail: "Reload." })
      : buildTag({ name: String(body.name) }),
  );
  await expect(addTag("trees")).resolves.toMatchObject({ name: "trees" });
});

test("a call whose session is over waits for the person, and is repeated with what it carried", async () => {
  session.setDialog(true);
  let isSignedIn = false;
  server.on("post", "/api/tags/", ({ body }) =>
    isSignedIn ? buildTag({ name: String(body.name) }) : refused(),
  );
  const call = addTag("trees");
  await vi.waitFor(() => expect(session.hasEnded()).toBe(true));
  isSignedIn = true;
  session.settle(true);
  await expect(call).resolves.toMatchObject({ name: "trees" });
  expect(session.hasEnded()).toBe(false);
  session.setDialog(false);
});

test("without anybody to ask, a call whose session is over fails", async () => {
  server.on("post", "/api/tags/", refused);
  await expect(addTag()).rejects.toMatchObject({ code: "not_authenticated" });
});

test("nobody there: the call fails, and the server is asked for until it answers", async () => {
  server.on("get", "/api/accounts/identity/", { authenticated: false, user: null });
  server.isAway();
  await expect(addTag()).rejects.toBeInstanceOf(ServerAway);
  expect(connection.isAway()).toBe(true);
  server.isAway(false);
  connection.retry();
  await vi.waitFor(() => expect(connection.isAway()).toBe(false));
});

test.each([502, 503, 504])("a proxy that answers %i is a server that is away", async (status) => {
  server.on("post", "/api/tags/", () => new Response("<h1>Bad gateway</h1>", { status }));
  await expect(addTag()).rejects.toBeInstanceOf(ServerAway);
});

test("an answer of ours is no outage, even where it is about somebody else's", async () => {
  server.fails("post", "/api/tags/", 502, { code: "upstream_failed", detail: "The platform failed." });
  await expect(addTag()).rejects.toMatchObject({ code: "upstream_failed" });
  expect(connection.isAway()).toBe(false);
});

test("a database that is away is waited for", async () => {
  server.fails("post", "/api/tags/", 503, { code: "service_unavailable", detail: "Try again shortly." });
  await expect(addTag()).rejects.toBeInstanceOf(ApiError);
  expect(connection.isAway()).toBe(true);
});
