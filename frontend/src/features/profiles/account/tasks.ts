/* What can be done with an account in the state it is in. */

import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { keyBeside } from "@/lib/keys";

export type Task =
  "sync" | "again" | "key" | "connect" | "disconnect" | "rename" | "pause" | "resume" | "remove";

export interface Offer {
  task: Task;
  label: string;
}

/** Whether what is new may be asked for now. */
export function canSync({ status }: Profile): boolean {
  return !["platform_off", "needs_credential", "not_found", "removing"].includes(status.state);
}

/** The one thing that mends it; none where nothing is wrong, or nothing but waiting helps. */
export function mendOf(profile: Profile, platform: Platform | undefined): Offer | null {
  const { action, state } = profile.status;
  if (state === "paused") return { task: "resume", label: "Resume" };
  if (action === "rename") return { task: "rename", label: "Correct the name" };
  if (action === "retry") return { task: "sync", label: "Try again" };
  if (action !== "set_credential") return null;
  return isConnected(profile) && platform?.oauth?.configured
    ? { task: "connect", label: "Connect again" }
    : { task: "key", label: `Enter your ${keyBeside(platform)}` };
}

/** All the rest, behind the three dots. */
export function menuOf(profile: Profile, platform: Platform | undefined): Offer[] {
  if (profile.status.state === "removing") return [];
  return [
    canSync(profile) && offer("again", "Read again…"),
    platform?.oauth?.configured && !isConnected(profile) && offer("connect", `Connect ${platform.name}`),
    isConnected(profile) && offer("disconnect", "Disconnect…"),
    platform?.credential &&
      !isConnected(profile) &&
      offer("key", `${profile.credential.set ? "Replace or remove" : "Give"} your ${keyBeside(platform)}…`),
    offer("rename", "Rename…"),
    profile.is_paused ? offer("resume", "Resume") : offer("pause", "Pause"),
    offer("remove", "Remove…"),
  ].filter((one): one is Offer => Boolean(one));
}

/** By a connection that the platform can take back, rather than by a key that was typed. */
export function isConnected({ credential }: Profile): boolean {
  return credential.set && credential.kind === "oauth";
}

function offer(task: Task, label: string): Offer {
  return { task, label };
}
