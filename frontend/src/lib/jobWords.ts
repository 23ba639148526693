/*
 * What became of an import, in words. Numbers are records: one attempt at one question, or one day's practice time.
 */

import type { Dates } from "@/lib/dates";
import { type Job, isLive } from "@/lib/endpoints/jobs";
import { count, formatNumber } from "@/lib/numbers";

/** Whether its rows may have reached the journal: a preview that nobody committed has changed nothing. */
export function isOnlyLook(job: Job): boolean {
  return job.preview && !job.events.some((event) => event.kind === "commit");
}

/** Whether there is something to take back. */
export function canUndo(job: Job): boolean {
  return !isLive(job) && !isOnlyLook(job) && job.undo === null && job.counts.new + job.counts.updated > 0;
}

/** "bob on Codewars"; the name of the file where it was one. */
export function nameOf(job: Job, platformName: string): string {
  return job.kind === "file" ? job.filename : `${job.username} on ${platformName}`;
}

/** What one of its records is called, and many. */
export function recordOf({ record_type }: Pick<Job, "record_type">): readonly [string, string] {
  return RECORDS[record_type] ?? ATTEMPT;
}

const ATTEMPT = ["attempt", "attempts"] as const;
const RECORDS: Record<string, readonly [string, string]> = {
  activity: ["day of practice", "days of practice"],
};

/** Where what it brought can be seen. */
export function broughtBy(job: Pick<Job, "id" | "record_type">): string {
  return job.record_type === "activity" ? `/activity?view=practice&job=${job.id}` : `/activity?job=${job.id}`;
}

/** What happens, while it happens. */
export function progressOf(job: Job): string {
  if (job.cancel_requested) return "Stopping";
  if (job.state === "queued") return job.not_before ? "Waiting" : "Waiting for its turn";
  return isOnlyLook(job) ? "Looking" : "Importing";
}

/** How it ended: "451 new attempts, 12 updated. 3 rows need you." */
export function resultOf(job: Job): string {
  return [endOf(job), needsYou(job)].filter(Boolean).join(" ");
}

export function needsYou(job: Job): string {
  return job.open_issues ? `${count(job.open_issues, "row needs", "rows need")} you.` : "";
}

function endOf(job: Job): string {
  if (job.state === "previewed") return wouldBring(job);
  if (job.state === "cancelled") return cancelled(job);
  if (job.state === "failed") return failed(job);
  return brought(job) || nothingNew(job);
}

function brought(job: Job): string {
  const { counts } = job;
  const [one, many] = recordOf(job);
  const parts = [
    counts.new && count(counts.new, `new ${one}`, `new ${many}`),
    counts.updated && `${formatNumber(counts.updated)} updated`,
  ].filter(Boolean);
  return parts.length ? `${parts.join(", ")}.` : "";
}

function wouldBring(job: Job): string {
  const { counts } = job;
  const parts = [
    counts.new && `${count(counts.new, ...recordOf(job))} would be new`,
    counts.updated && `${formatNumber(counts.updated)} would be updated`,
    counts.unchanged &&
      `${formatNumber(counts.unchanged)} ${counts.unchanged === 1 ? "is" : "are"} here already`,
  ].filter(Boolean);
  return parts.length ? `${parts.join(", ")}.` : nothingNew(job);
}

function nothingNew(job: Job): string {
  const { counts } = job;
  const [one, many] = recordOf(job);
  if (!counts.read) return "Nothing was found on this account.";
  const known = counts.unchanged + counts.duplicate;
  if (known === counts.read)
    return `Nothing new: ${known === 1 ? `the ${one} was` : `all ${formatNumber(known)} ${many} were`} here already.`;
  return "Nothing new.";
}

function cancelled(job: Job): string {
  if (isOnlyLook(job)) return "Discarded. Nothing has changed.";
  return brought(job)
    ? `Stopped. What came in before stays: ${brought(job)}`
    : "Stopped before anything came in.";
}

function failed(job: Job): string {
  const kept = isOnlyLook(job) ? "" : brought(job);
  return kept ? `What came in before stays: ${kept}` : "Nothing has changed.";
}

/** What a person can do about a failure, by its code. */
export function adviceOf(code: string): string {
  return ADVICE[code] ?? "Try again in a few minutes; what is here already is not imported twice.";
}

const ADVICE: Record<string, string> = {
  invalid_username: "Correct the user name and try again.",
  profile_not_found: "Check how the name is spelled on the platform, then try again.",
  profile_private: "Make your profile public there, then try again.",
  credential_rejected: "Enter a new key at this account, then try again.",
  credential_missing: "Give its key to this account, then try again.",
  upstream_timeout: "It was too slow to answer. Try again later; what is here already is not imported twice.",
  internal: "The fault is ours. Try again; if it stays, tell us the number of this import.",
};

const REASONS = {
  edited: "you edited it",
  own_attempts: "you logged attempts of your own on it",
  later_import: "a later import changed it",
} as const;

type Undo = NonNullable<Job["undo"]>;

export function reasonOf(kept: Undo["kept"][number]): string {
  return REASONS[kept.reason];
}

/** "448 removed, 2 put back as they were, 1 kept." */
export function undoneOf(undo: Undo): string {
  const parts = [
    undo.removed && `${formatNumber(undo.removed)} removed`,
    undo.restored && `${formatNumber(undo.restored)} put back as they were`,
    undo.kept.length && `${formatNumber(undo.kept.length)} kept`,
  ].filter(Boolean);
  return parts.length ? `${parts.join(", ")}.` : "There was nothing left to take back.";
}

/** "14:05"; with the day where it is not today. */
export function clockOf(moment: string | Date, dates: Dates): string {
  if (dates.dayOf(moment) !== dates.today()) return dates.dateTime(moment);
  return new Intl.DateTimeFormat(undefined, { timeStyle: "short", timeZone: dates.zone }).format(
    new Date(moment),
  );
}

/** First letter up, a full stop at the end: details of errors come as parts of sentences. */
export function sentence(text: string): string {
  const full = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(full) ? full : `${full}.`;
}

/** The help below a field, for as long as the field's error does not say the same. */
export function helpBeside(error: unknown, help: string): string | undefined {
  const text = sentence(help);
  return typeof error === "string" && sentence(error) === text ? undefined : text;
}
