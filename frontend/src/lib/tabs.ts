/* What the tabs of one browser tell each other. No data of anybody's goes through here, only what to look at again. */

export type TabMessage =
  | { kind: "changed"; keys: readonly string[] | "all" }
  | { kind: "signed-in"; userId: number }
  | { kind: "signed-out" };

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("skilltracker");

export function tellTabs(message: TabMessage): void {
  channel?.postMessage(message);
}

export function listenToTabs(listener: (message: TabMessage) => void): () => void {
  const handle = (event: MessageEvent<TabMessage>) => listener(event.data);
  channel?.addEventListener("message", handle);
  return () => channel?.removeEventListener("message", handle);
}
