/* What an account and its platform are, in words. Nothing here knows a platform by its name. */

import type { Dates } from "@/lib/dates";
import { ApiError } from "@/lib/errors";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { clockOf } from "@/lib/jobWords";
import { keyBeside } from "@/lib/keys";
import { count, formatNumber } from "@/lib/numbers";

import type { Removed } from "./api/removeProfile";

export type LastSync = NonNullable<Profile["status"]["last_sync"]>;

/** "bob on Codewars". */
export function nameOf(profile: Profile, platform: Platform | undefined): string {
  return `${profile.username} on ${platform?.name ?? profile.platform}`;
}

/** What the address of its card ends in: `/accounts#account-4`. */
export function anchorOf({ id }: Profile): string {
  return `account-${id}`;
}

/** What a secret of the platform is called where it stands alone. */
export function keyOf(platform: Platform | undefined): string {
  return platform?.credential?.label ?? "key";
}

/** What one has to have at hand to add an account. */
export function needsOf(platform: Platform): string {
  const { credential, oauth } = platform;
  if (platform.offline) return "Any name will do";
  if (credential?.required) return `Needs your user name and ${keyBeside(platform)}`;
  if (oauth?.configured) return "Connect it, or give your user name";
  return "Needs your user name alone";
}

/** What a key adds where one can do without. */
export function moreWith(platform: Platform): string {
  const { credential } = platform;
  return credential && !credential.required && credential.reach
    ? `With your ${keyBeside(platform)}: ${credential.reach}`
    : "";
}

/** What a sync brought. */
export function resultOf(sync: LastSync): string {
  const parts = [
    sync.new && `${formatNumber(sync.new)} new`,
    sync.updated && `${formatNumber(sync.updated)} updated`,
    sync.invalid && `${formatNumber(sync.invalid)} unreadable`,
  ].filter(Boolean);
  if (parts.length) return parts.join(", ");
  return sync.read ? "nothing new" : "nothing there yet";
}

/** "1200 of 1215: 15 out of reach", with its numbers as the person's language writes them. */
export function withNumbers(text: string): string {
  return text.replace(/\d+/g, (digits) => formatNumber(Number(digits)));
}

/** When the next sync is, as one says it. */
export function whenNext(at: string, dates: Dates, now = new Date()): string {
  return Date.parse(at) <= now.getTime() + 60_000 ? "any moment now" : dates.ago(at, now);
}

/** When it may run again, where the server said so. */
export function againAt(error: Error): Date | null {
  const seconds = error instanceof ApiError ? error.retryAfter : null;
  return seconds === null ? null : new Date(Date.now() + seconds * 1_000);
}

/** "This account was synced a moment ago. It may run again at 14:05, in 12 minutes." */
export function coolDownOf(error: Error, at: Date, dates: Dates): string {
  const why = error.message.replace(/ (Again in [^.]*|Try again [^.]*)\.$/, "");
  return `${why} It may run again at ${clockOf(at, dates)}, ${dates.ago(at)}.`;
}

/** What went with an account: "210 questions and 211 attempts". */
export function wentOf(removed: Removed): string {
  const parts = [
    removed.questions && count(removed.questions, "question"),
    removed.attempts && count(removed.attempts, "attempt"),
    removed.activities && count(removed.activities, "entry of practice time", "entries of practice time"),
  ].filter((part): part is string => Boolean(part));
  return parts.length ? new Intl.ListFormat("en").format(parts) : "nothing";
}

const REASONS = {
  edited: "you edited it",
  own_attempts: "you logged attempts of your own on it",
  other_account: "another account of yours brought it too",
} as const;

/** Why it stayed. */
export function reasonOf(kept: Removed["kept"][number]): string {
  return REASONS[kept.reason];
}
