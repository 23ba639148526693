/*
 * Whether the server can be reached. A call that finds nobody there reports it; from then on we ask quietly until
 * somebody answers. Meanwhile queries and mutations wait instead of failing, for TanStack Query thinks us offline.
 */

import { onlineManager } from "@tanstack/react-query";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

let isAway = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export const connection = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isAway: (): boolean => isAway,
  /** A call found nobody there. */
  lost(): void {
    if (!isAway) {
      tell(true);
      waitFor(FIRST_WAIT_MS);
    }
  },
  /** Ask now rather than when the wait is over. */
  retry(): void {
    if (isAway) waitFor(0);
  },
  /** Any answer at all shows that the server is there. */
  found(): void {
    clearTimeout(timer);
    if (isAway) tell(false);
  },
};

export function listenToBrowser(): () => void {
  const lost = () => connection.lost();
  const retry = () => connection.retry();
  window.addEventListener("offline", lost);
  window.addEventListener("online", retry);
  return () => {
    window.removeEventListener("offline", lost);
    window.removeEventListener("online", retry);
  };
}

function tell(away: boolean): void {
  isAway = away;
  onlineManager.setOnline(!away);
  listeners.forEach((listener) => listener());
}

function waitFor(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void ask(ms), ms);
}

async function ask(waited: number): Promise<void> {
  if (await answers()) connection.found();
  else if (isAway) waitFor(Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, waited * 2)));
}

/** Who am I: an answer needs the web server and its database, and nothing else. */
async function answers(): Promise<boolean> {
  try {
    return (await fetch("/api/accounts/identity/", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
