/*
 * One stopwatch a question. It lives outside the pages, so that going elsewhere and coming back does not stop it;
 * nothing of it is stored.
 */

import { useEffect, useReducer, useSyncExternalStore } from "react";

import { whenSomebodyElseComes } from "@/lib/auth";

export interface Stopwatch {
  /** Since when it runs, in milliseconds of the clock; null while it stands. */
  startedAt: number | null;
  /** What ran before. */
  elapsedMs: number;
}

const IDLE: Stopwatch = { startedAt: null, elapsedMs: 0 };
const TICK_MS = 1_000;

let watches: ReadonlyMap<number, Stopwatch> = new Map();
const listeners = new Set<() => void>();

whenSomebodyElseComes(() => {
  watches = new Map();
  tell();
});

export function start(questionId: number): void {
  const watch = watchOf(questionId);
  if (watch.startedAt === null) set(questionId, { ...watch, startedAt: Date.now() });
}

export function pause(questionId: number): void {
  set(questionId, { startedAt: null, elapsedMs: elapsedOf(watchOf(questionId)) });
}

export function reset(questionId: number): void {
  set(questionId, IDLE);
}

export function elapsedOf({ startedAt, elapsedMs }: Stopwatch, now = Date.now()): number {
  return elapsedMs + (startedAt === null ? 0 : Math.max(0, now - startedAt));
}

/** Minutes to note down: whole ones, and at least one once it has run; null where it never did. */
export function minutesOf(watch: Stopwatch): number | null {
  const elapsed = elapsedOf(watch);
  return elapsed > 0 ? Math.max(1, Math.round(elapsed / 60_000)) : null;
}

/** 1:02:03 */
export function formatElapsed(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Renders again each second while it runs. */
export function useStopwatch(questionId: number): Stopwatch {
  const watch = useSyncExternalStore(subscribe, () => watchOf(questionId));
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const isRunning = watch.startedAt !== null;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return watch;
}

function watchOf(questionId: number): Stopwatch {
  return watches.get(questionId) ?? IDLE;
}

function set(questionId: number, watch: Stopwatch): void {
  watches = new Map(watches).set(questionId, watch);
  tell();
}

function tell(): void {
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
