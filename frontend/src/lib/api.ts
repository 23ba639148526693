/*
 * The one way to the server. Typed by the description of the API; every call carries the CSRF token of the moment,
 * and whatever is not a success is thrown as one of the errors of ./errors.
 */

import createClient from "openapi-fetch";

import { connection } from "@/lib/connection";
import { ApiError, type ErrorDetail, ServerAway, hasCode } from "@/lib/errors";
import { session } from "@/lib/session";
import type { paths } from "@/types/schema";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
const CSRF_COOKIES = ["__Host-csrftoken", "csrftoken"];

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: send });

/** The body of a call that succeeded: `read(api.GET("/api/tags/"))`. Failures were thrown before. */
export async function read<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const first = await reach(request);
  if (first.ok) return first;
  const error = await readError(first);
  if (!(await mayRepeat(error))) throw error;
  const second = await reach(again);
  if (second.ok) return second;
  throw await readError(second);
}

async function mayRepeat(error: Error): Promise<boolean> {
  if (hasCode(error, "not_authenticated")) return session.askToSignIn();
  return hasCode(error, "csrf_failed") && renewToken();
}

/** The cookie may have been cleared, or belong to a session that another tab has replaced. */
async function renewToken(): Promise<boolean> {
  return (await reach(new Request(new URL("/api/accounts/identity/", window.location.origin)))).ok;
}

async function reach(request: Request): Promise<Response> {
  try {
    const response = await fetch(withToken(request));
    if (!isAway(response)) connection.found();
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    connection.lost();
    throw new ServerAway();
  }
}

function withToken(request: Request): Request {
  if (SAFE_METHODS.includes(request.method)) return request;
  request.headers.set("X-CSRFToken", csrfToken());
  return request;
}

export function csrfToken(): string {
  const pairs = document.cookie.split("; ").map((pair) => pair.split("="));
  return pairs.find(([name]) => CSRF_COOKIES.includes(name ?? ""))?.[1] ?? "";
}

async function readError(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => null);
  const errors = errorsOf(body);
  const error = errors
    ? new ApiError(response.status, errors, retryAfter(response), body)
    : unknownError(response);
  if (error instanceof ServerAway || hasCode(error, "service_unavailable")) connection.lost();
  return error;
}

/** Not our shape: a proxy in front of the server answered, or the server is older than this page. */
function unknownError(response: Response): Error {
  return isAway(response) ? new ServerAway() : new ApiError(response.status, []);
}

function isAway(response: Response): boolean {
  return [502, 503, 504].includes(response.status);
}

function errorsOf(body: unknown): ErrorDetail[] | null {
  const errors = typeof body === "object" && body !== null && "errors" in body ? body.errors : null;
  return Array.isArray(errors) ? (errors as ErrorDetail[]) : null;
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? seconds : null;
}
