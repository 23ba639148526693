/*
 * What happens when a call finds that the session is over: a dialog asks to sign in again, and the call waits for it.
 * Whatever was typed stays where it is, because the page never left.
 */

let waiting: { promise: Promise<boolean>; settle: (again: boolean) => void } | null = null;
let canAsk = false;
const listeners = new Set<() => void>();

export const session = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  hasEnded: (): boolean => waiting !== null,
  /** The dialog is there (or not any more); without it calls fail at once. */
  setDialog(present: boolean): void {
    canAsk = present;
    if (!present) this.settle(false);
  },
  /** Whether the person signed in again, so that the call may be repeated. All calls share one question. */
  askToSignIn(): Promise<boolean> {
    if (!canAsk) return Promise.resolve(false);
    if (!waiting) {
      let settle: (again: boolean) => void = () => undefined;
      const promise = new Promise<boolean>((resolve) => (settle = resolve));
      waiting = { promise, settle };
      tell();
    }
    return waiting.promise;
  },
  settle(again: boolean): void {
    waiting?.settle(again);
    waiting = null;
    tell();
  },
};

function tell(): void {
  listeners.forEach((listener) => listener());
}
