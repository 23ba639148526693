/*
 * A server for tests: it answers what a test told it to, by the paths of the API's description, and fails the test
 * on any other call.
 *
 *   server.on("get", "/api/tags/", page([buildTag()]));
 *   server.on("patch", "/api/tags/{id}/", ({ body }) => ({ ...tag, ...body }));
 *   server.fails("get", "/api/tags/", 500);
 *   server.fails("post", "/api/tags/", 400, { code: "unique", detail: "You have this tag.", attr: "name" });
 *   server.isAway();                               // as if nobody listened
 *   expect(server.bodies("post", "/api/tags/")).toEqual([{ name: "graphs" }]);
 *
 * The answer told last is the one that counts.
 */

import { expect, vi } from "vitest";

import type { ErrorDetail } from "@/lib/errors";
import type { paths } from "@/types/schema";

type Method = "get" | "post" | "put" | "patch" | "delete";
type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];
type Responses<M extends Method, P extends keyof paths> =
  paths[P] extends Record<M, { responses: infer R }> ? R : never;
type BodyOf<R> = R extends { content: { "application/json": infer B } } ? B : undefined;
type Success<R> = { [S in keyof R]: S extends 200 | 201 | 202 | 204 ? BodyOf<R[S]> : never }[keyof R];

export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  /** What was sent; tests say what they expect of it. */
  body: Record<string, unknown>;
  headers: Headers;
}

type Answer<T> = T | Response | ((call: Call) => T | Response | Promise<T | Response>);

interface Rule {
  method: string;
  path: string;
  pattern: RegExp;
  answer: (call: Call) => unknown;
}

export class FakeServer {
  private rules: Rule[] = [];
  private seen: { method: string; path: string; body: Record<string, unknown>; query: URLSearchParams }[] =
    [];
  private unexpected: string[] = [];
  private away = false;

  on<M extends Method, P extends PathWith<M>>(
    method: M,
    path: P,
    answer: Answer<Success<Responses<M, P>>>,
  ): this {
    const reply = typeof answer === "function" ? (answer as (call: Call) => unknown) : () => answer;
    return this.onAny(method, path, reply);
  }

  /** For endpoints that the description does not have yet. */
  onAny(method: Method, path: string, answer: (call: Call) => unknown): this {
    const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
    this.rules.unshift({ method: method.toUpperCase(), path, pattern, answer });
    return this;
  }

  fails<M extends Method, P extends PathWith<M>>(
    method: M,
    path: P,
    status: number,
    error: Partial<ErrorDetail> = {},
    headers: Record<string, string> = {},
  ): this {
    return this.onAny(method, path, () => problem(status, error, headers));
  }

  isAway(away = true): void {
    this.away = away;
  }

  /** What was sent to this address so far, oldest first. */
  bodies(method: Method, path: keyof paths): Record<string, unknown>[] {
    return this.seen
      .filter((one) => one.method === method.toUpperCase() && one.path === path)
      .map((one) => one.body);
  }

  queries(method: Method, path: keyof paths): Record<string, string>[] {
    return this.seen
      .filter((one) => one.method === method.toUpperCase() && one.path === path)
      .map((one) => Object.fromEntries(one.query));
  }

  expectNothingUnexpected(): void {
    expect(this.unexpected, "calls that the test did not expect").toEqual([]);
  }

  async handle(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request =
      input instanceof Request ? input : new Request(new URL(String(input), window.location.origin), init);
    if (this.away) throw new TypeError("Failed to fetch");
    const url = new URL(request.url);
    const rule = this.rules.find((one) => one.method === request.method && one.pattern.test(url.pathname));
    if (!rule) {
      this.unexpected.push(`${request.method} ${url.pathname}${url.search}`);
      return problem(404, { code: "not_found", detail: "Not found." });
    }
    const call = await readCall(request, url, rule);
    this.seen.push({ method: request.method, path: rule.path, body: call.body, query: url.searchParams });
    const answer = await rule.answer(call);
    if (request.signal.aborted) throw new DOMException("Aborted", "AbortError");
    if (answer instanceof Response) return answer.clone();
    return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
  }
}

async function readCall(request: Request, url: URL, rule: Rule): Promise<Call> {
  const text = await request.text();
  return {
    params: { ...rule.pattern.exec(url.pathname)?.groups },
    query: url.searchParams,
    body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
    headers: request.headers,
  };
}

export function problem(
  status: number,
  error: Partial<ErrorDetail> = {},
  headers: Record<string, string> = {},
) {
  const type = status >= 500 ? "server_error" : status === 400 ? "validation_error" : "client_error";
  const detail = { code: "error", detail: "Something went wrong on our side.", attr: null, ...error };
  return Response.json({ type, errors: [detail] }, { status, headers });
}

/** A list as the API gives it. */
export function page<T>(results: T[], count = results.length) {
  return { count, next: null, previous: null, results };
}

let current: FakeServer | null = null;

export function startFakeServer(): void {
  current = new FakeServer();
  vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) =>
    currentServer().handle(input, init),
  );
}

export function currentServer(): FakeServer {
  if (!current) throw new Error("No fake server: src/testing/setup.ts starts one before each test");
  return current;
}

/** The server of the running test. */
export const server = new Proxy({} as FakeServer, {
  get: (_, name) => {
    const target = currentServer();
    const value = Reflect.get(target, name) as unknown;
    return typeof value === "function" ? value.bind(target) : value;
  },
});
