/* What a platform asks for before it tells anything, and what of it is here. Secrets belong to accounts alone. */

import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";

/** `off`: switched off here. `key`: an account with its own key is needed first. `open`: a name is enough. */
export type Access =
  { kind: "off" } | { kind: "key"; refused: boolean } | { kind: "open"; only: readonly string[] | null };

export function accessTo(platform: Platform, accounts: readonly Profile[]): Access {
  if (!platform.available) return { kind: "off" };
  if (!platform.credential?.required) return { kind: "open", only: null };
  const withKey = accounts.filter(({ credential }) => credential.set && credential.state !== "rejected");
  if (withKey.length) return { kind: "open", only: withKey.map((account) => account.username) };
  return { kind: "key", refused: accounts.some(({ credential }) => credential.set) };
}

/** Where a key is given: at the account that is there, else at a new one. */
export function placeOfKey(platform: Platform, accounts: readonly Profile[]): string {
  return accounts.length ? "/accounts" : `/accounts?add=${platform.slug}`;
}

/** Whether one of the accounts reads with the key that the platform does not insist on. */
export function hasKey(accounts: readonly Profile[]): boolean {
  return accounts.some(({ credential }) => credential.set && credential.state !== "rejected");
}
