/*
 * What can go wrong with a call:
 *
 *   Error
 *   ├── ApiError     the server answered, and not with success
 *   └── ServerAway   nobody answered, or something in front of the server did
 */

import { count } from "@/lib/numbers";
import type { components } from "@/types/schema";

export type ErrorDetail = components["schemas"]["ErrorDetail"];

export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly status: number,
    readonly errors: ErrorDetail[],
    /** In seconds, where the server said when to come back. */
    readonly retryAfter: number | null = null,
    /** The whole body: some errors bring more than `errors`, for example the job that failed. */
    readonly body: unknown = null,
  ) {
    super(errors.map((one) => one.detail).join(" ") || `The server answered ${status}.`);
  }

  get code(): string {
    return this.errors[0]?.code ?? "";
  }
}

export class ServerAway extends Error {
  override name = "ServerAway";

  constructor() {
    super("The server cannot be reached right now. Nothing you typed is lost; try again in a moment.");
  }
}

export function hasCode(error: unknown, code: string): error is ApiError {
  return error instanceof ApiError && error.errors.some((one) => one.code === code);
}

export function isStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}

/** What to tell a person, in words. */
export function messageOf(error: unknown): string {
  if (isStatus(error, 429) && error.retryAfter)
    return `That was too often. Try again in ${wait(error.retryAfter)}.`;
  if (error instanceof ApiError || error instanceof ServerAway) return error.message;
  return "Something went wrong on this page. Reload it and try again.";
}

function wait(seconds: number): string {
  if (seconds < 90) return count(seconds, "second");
  return count(Math.ceil(seconds / 60), "minute");
}

/** Message by field, under the names that the API gives them; empty where no field is to blame. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const found: Record<string, string> = {};
  for (const { attr, detail } of error.errors) {
    if (attr && attr !== "non_field_errors") found[attr] = found[attr] ? `${found[attr]} ${detail}` : detail;
  }
  return found;
}

interface FormLike {
  setErrors(errors: Record<string, string>): void;
  getValues(): object;
}

/** Puts each error at its field. Returns what belongs to no field of this form, for the alert above it. */
export function showInForm(form: FormLike, error: unknown): string | null {
  const fields = fieldErrors(error);
  const known = Object.keys(form.getValues());
  const isKnown = (attr: string) => known.includes(attr.split(".")[0] ?? attr);
  form.setErrors(Object.fromEntries(Object.entries(fields).filter(([attr]) => isKnown(attr))));
  if (!(error instanceof ApiError) || error.status === 429) return messageOf(error);
  const rest = error.errors.filter((one) => !one.attr || !isKnown(one.attr));
  if (error.errors.length === 0) return error.message;
  return rest.length ? rest.map((one) => one.detail).join(" ") : null;
}
